package headgate.gateway.listen;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Decodes requests and refuses every framing that two readers could understand differently.
 *
 * <p>The codec itself refuses a length beside a transfer coding, a coding on HTTP/1.0, two lengths
 * and lengths that are no number (RFC 9112, section 6.3). What it would let pass is refused here,
 * still inside the decoder, where no byte after the head has been given a meaning yet: a list of
 * codings, a version that is not written {@code HTTP/1.0} or {@code HTTP/1.1}, a field that goes on
 * in the next line, no host or two, and the eight bytes of body that an early draft of WebSocket
 * smuggled behind a GET. A refused request fails the decoder; the connection is then closed without
 * an answer.
 */
final class FramingGuard extends HttpRequestDecoder {
  /** Bytes of the request line. */
  static final int REQUEST_LINE_MAX = 4 * 1024;

  /** Bytes of all header fields together. */
  static final int HEADERS_MAX = 16 * 1024;

  private final Runnable bytesArrived;
  private Part part = Part.REQUEST_LINE;

  /** What the decoder reads next. */
  private enum Part {
    REQUEST_LINE,
    FIELDS,
    BODY
  }

  /** A guard that says when bytes come, before it looks at them. */
  FramingGuard(Runnable bytesArrived) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(REQUEST_LINE_MAX)
            .setMaxHeaderSize(HEADERS_MAX)
            .setMaxChunkSize(64 * 1024)
            .setAllowDuplicateContentLengths(false)
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
    checkFolding(in);
    super.decode(context, in, out);
    if (!out.isEmpty() && out.getLast() instanceof LastHttpContent) {
      part = Part.REQUEST_LINE;
    }
  }

  /**
   * Refuses a line of the head that begins with a blank: one reader takes it for the rest of the
   * last field, another for a field of its own. The decoder consumes whole lines, so what is still
   * there begins with a line's beginning.
   */
  private void checkFolding(ByteBuf in) {
    var at = in.readerIndex();
    if (part == Part.REQUEST_LINE) {
      at = nextLine(in, at);
    }
    while (part != Part.BODY && at < in.writerIndex() && !endsHead(in, at)) {
      if (in.getByte(at) == ' ' || in.getByte(at) == '\t') {
        throw new IllegalArgumentException("a folded field");
      }
      at = nextLine(in, at);
    }
  }

  private static boolean endsHead(ByteBuf in, int at) {
    return in.getByte(at) == '\r' || in.getByte(at) == '\n';
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
    return super.createMessage(requestLine);
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    part = Part.BODY;
    checkCodings(message);
    checkHost(message);
    if (message.headers().contains("Sec-WebSocket-Key1")) {
      throw new IllegalArgumentException("an obsolete WebSocket draft");
    }
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
