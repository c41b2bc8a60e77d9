package headgate.gateway.listen;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Decodes requests and refuses every framing that two readers could understand differently.
 *
 * <p>The codec itself refuses a length beside a transfer coding, a coding on HTTP/1.0, two lengths
 * and lengths that are no number (RFC 9112, section 6.3). What it would let pass is refused here,
 * still inside the decoder, where no byte after the head has been given a meaning yet: a list of
 * codings, a version that is neither 1.0 nor 1.1, no host or two, and the eight bytes of body that
 * an early draft of WebSocket smuggled behind a GET. A refused request leaves the decoder marked as
 * failed; the connection is then closed without an answer.
 */
final class FramingGuard extends HttpRequestDecoder {
  /** Bytes of the request line. */
  static final int REQUEST_LINE_MAX = 4 * 1024;

  /** Bytes of all header fields together. */
  static final int HEADERS_MAX = 16 * 1024;

  private final Runnable bytesArrived;

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
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    checkVersion(message);
    checkCodings(message);
    checkHost(message);
    if (message.headers().contains("Sec-WebSocket-Key1")) {
      throw new IllegalArgumentException("an obsolete WebSocket draft");
    }
    return super.isContentAlwaysEmpty(message);
  }

  private static void checkVersion(HttpMessage message) {
    var version = message.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      throw new IllegalArgumentException("an HTTP version that is not spoken here");
    }
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
