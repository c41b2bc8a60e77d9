package headgate.gateway.listen.framing;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes requests and refuses every framing that two readers could understand differently.
 *
 * <p>The codec itself refuses a length beside a transfer coding, a coding on HTTP/1.0, two lengths
 * of HTTP/1.1 and lengths that are no number (RFC 9112, section 6.3). What it would let pass is
 * refused here, still inside the decoder, where no byte after the head has been given a meaning
 * yet: a list of codings, a request line with anything but one blank between its three words, a
 * version that is not written {@code HTTP/1.0} or {@code HTTP/1.1}, a field or trailer that goes on
 * in the next line, no host or two, many line ends or any other mark before a request, and the
 * eight bytes of body that an early draft of WebSocket smuggled behind a GET. A refused request
 * fails the decoder; the connection is then closed without an answer. So does a head that is too
 * long, which is nothing but that and is answered.
 */
public final class FramingGuard extends HttpRequestDecoder {
  /** Bytes of the request line. */
  static final int REQUEST_LINE_MAX = 4 * 1024;

  /** Bytes of all header fields together. */
  static final int HEADERS_MAX = 16 * 1024;

  /**
   * Line ends before a request (RFC 9112, section 2.2, asks for one empty line). The codec bounds
   * them only where they come in one piece.
   */
  static final int LINE_ENDS_MAX = 64;

  private final Runnable bytesArrived;
  private final ChunkedPlace chunked = new ChunkedPlace();
  private Part part = Part.REQUEST_LINE;
  private int lineEnds;
  private boolean watching;
  private @Nullable HttpRequest watched;

  /** What the decoder reads next. */
  private enum Part {
    REQUEST_LINE,
    FIELDS,
    BODY,
    REFUSED
  }

  /** A guard that says when bytes come, before it looks at them. */
  public FramingGuard(Runnable bytesArrived) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(REQUEST_LINE_MAX)
            .setMaxHeaderSize(HEADERS_MAX)
            .setMaxChunkSize(64 * 1024)
            .setAllowDuplicateContentLengths(false)
            .setHeadersFactory(RequestFields.FACTORY)
            .setUseRfc9112TransferEncoding(true)
            .setStrictLineParsing(true));
    this.bytesArrived = bytesArrived;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    bytesArrived.run();
    super.channelRead(context, message);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    if (part == Part.REFUSED) {
      in.skipBytes(in.readableBytes());
    } else if (beginsOddly(in) || isFolded(in) || isLaxRequestLine(in)) {
      part = Part.REFUSED;
      in.skipBytes(in.readableBytes());
      out.add(refused("a folded field, or a request line of more than three words"));
    } else {
      var from = in.readerIndex();
      var before = out.size();
      var inBody = part == Part.BODY;
      super.decode(context, in, out);
      if (inBody) {
        chunked.advanced(in, from, dataBytes(out, before));
      }
      if (!out.isEmpty() && out.getLast() instanceof LastHttpContent) {
        part = Part.REQUEST_LINE;
        chunked.end();
      }
    }
  }

  /** Whether the caller has sent something behind the last request that was told. */
  public static boolean holdsMore(ChannelHandlerContext context) {
    var guard = context.pipeline().get(FramingGuard.class);
    return guard != null && guard.isWithin();
  }

  /** Whether some bytes of a request have come that is not whole. */
  boolean isWithin() {
    return part != Part.REQUEST_LINE || actualReadableBytes() > 0;
  }

  /** Whether nothing has come behind the last request, not even line ends, which are counted. */
  boolean isAtBeginning() {
    return !isWithin() && lineEnds == 0;
  }

  /** From now on the next request is kept for {@link #watched}. */
  void watch() {
    watching = true;
    watched = null;
  }

  /** The last request whose head was read since {@link #watch}, null where there was none. */
  @Nullable HttpRequest watched() {
    var last = watched;
    watching = false;
    watched = null;
    return last;
  }

  private static int dataBytes(List<Object> out, int from) {
    var bytes = 0;
    for (var index = from; index < out.size(); index++) {
      bytes +=
          out.get(index) instanceof HttpContent content ? content.content().readableBytes() : 0;
    }
    return bytes;
  }

  /** Takes its turn behind the requests before it, as what the codec refuses does. */
  private static HttpMessage refused(String why) {
    var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(why)));
    return request;
  }

  /**
   * Whether something stands before a request that the decoder would pass over: too many line ends,
   * or another mark, which it skips only where no line has come behind it yet.
   */
  private boolean beginsOddly(ByteBuf in) {
    if (part != Part.REQUEST_LINE) {
      return false;
    }
    var begin = requestLine(in);
    lineEnds += begin - in.readerIndex();
    return lineEnds > LINE_ENDS_MAX
        || (begin < in.writerIndex() && (in.getByte(begin) <= ' ' || in.getByte(begin) == 0x7F));
  }

  /**
   * Whether a line of the head or of the trailer begins with a blank: one reader takes it for the
   * rest of the last field, another for a field of its own. The decoder consumes whole lines, so
   * what is still there begins with a line's beginning.
   */
  private boolean isFolded(ByteBuf in) {
    var at = in.readerIndex();
    if (part == Part.REQUEST_LINE) {
      at = nextLine(in, requestLine(in));
    }
    var fields = part != Part.BODY || chunked.inTrailer();
    while (fields && at < in.writerIndex() && !endsHead(in, at)) {
      if (in.getByte(at) == ' ' || in.getByte(at) == '\t') {
        return true;
      }
      at = nextLine(in, at);
    }
    return false;
  }

  /**
   * Whether a whole request line is there with two blanks in a row, or another mark where a blank
   * should be: the codec would take it for one blank, others for part of the target (RFC 9112,
   * section 3).
   */
  private boolean isLaxRequestLine(ByteBuf in) {
    if (part != Part.REQUEST_LINE) {
      return false;
    }
    var from = requestLine(in);
    var end = in.indexOf(from, in.writerIndex(), (byte) '\n') - 1;
    if (end < from) {
      return false;
    }
    var blanks = 0;
    for (var at = from; at < end; at++) {
      var letter = in.getUnsignedByte(at);
      var between = at > from && at < end - 1 && in.getByte(at + 1) != ' ';
      if (letter < ' ' || letter == 0x7F || (letter == ' ' && !between)) {
        return true;
      }
      blanks += letter == ' ' ? 1 : 0;
    }
    return blanks != 2;
  }

  /** The decoder passes over line ends before a request, and over nothing else. */
  private static int requestLine(ByteBuf in) {
    var at = in.readerIndex();
    while (at < in.writerIndex() && (in.getByte(at) == '\r' || in.getByte(at) == '\n')) {
      at++;
    }
    return at;
  }

  /** Whether a line is empty, as far as it has come. One that begins with a lone CR is not. */
  private static boolean endsHead(ByteBuf in, int at) {
    var end = in.getByte(at) == '\r' ? at + 1 : at;
    return end == in.writerIndex() || in.getByte(end) == '\n';
  }

  private static int nextLine(ByteBuf in, int at) {
    var end = in.indexOf(at, in.writerIndex(), (byte) '\n');
    return end < 0 ? in.writerIndex() : end + 1;
  }

  @Override
  protected HttpMessage createMessage(String[] requestLine) throws Exception {
    var version = requestLine[2];
    if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
      throw new IllegalArgumentException("an HTTP version that is not spoken here");
    }
    part = Part.FIELDS;
    lineEnds = 0;
    return super.createMessage(requestLine);
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    part = Part.BODY;
    checkCodings(message);
    if (HttpUtil.isTransferEncodingChunked(message)) {
      chunked.begin();
    }
    checkHost(message);
    if (message.headers().contains("Sec-WebSocket-Key1")) {
      throw new IllegalArgumentException("an obsolete WebSocket draft");
    }
    watched = watching && message instanceof HttpRequest request ? request : null;
    return super.isContentAlwaysEmpty(message);
  }

  private static void checkCodings(HttpMessage message) {
    var codings = message.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (!codings.isEmpty()
        && (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked"))) {
      throw new IllegalArgumentException("a transfer coding other than chunked");
    }
  }

  private static void checkHost(HttpMessage message) {
    var hosts = message.headers().getAll(HttpHeaderNames.HOST).size();
    if (hosts > 1 || (hosts == 0 && message.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
      throw new IllegalArgumentException("not exactly one Host");
    }
  }
}
