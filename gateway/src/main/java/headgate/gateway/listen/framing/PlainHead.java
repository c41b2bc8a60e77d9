package headgate.gateway.listen.framing;

import headgate.gateway.http.KnownHead;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** The head of a POST that the decoder has read once, and need not read again. */
public final class PlainHead {
  private final KnownHead known;
  private final HttpRequest request;

  private PlainHead(KnownHead known, HttpRequest request) {
    this.known = known;
    this.request = request;
  }

  /**
   * The head of a request that came in one piece.
   *
   * @param bytes the request, or as much of it as a head that is kept may have
   * @param whole bytes of the whole request, body included
   * @param decoded what the decoder made of it
   * @return null where a request with such a head has to be decoded each time
   */
  static @Nullable PlainHead of(byte[] bytes, int whole, HttpRequest decoded) {
    var known = isPlain(decoded) ? KnownHead.of(bytes, bytes.length) : null;
    var head = known == null ? null : new PlainHead(known, decoded);
    return head == null || head.bodyLength(bytes, whole) < 0 ? null : head;
  }

  /** Whether nothing but the length decides how the request goes on, and the connection. */
  private static boolean isPlain(HttpRequest request) {
    var headers = request.headers();
    return request.method().equals(HttpMethod.POST)
        && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
        && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        && !headers.contains(HttpHeaderNames.EXPECT)
        && !headers.contains(HttpHeaderNames.UPGRADE)
        && headers.getAll(HttpHeaderNames.CONNECTION).stream()
            .allMatch(HttpHeaderValues.KEEP_ALIVE::contentEqualsIgnoreCase);
  }

  /**
   * The length of the body where so many bytes are one whole request with this head; -1 otherwise.
   */
  int bodyLength(byte[] bytes, int whole) {
    var length = known.length(bytes, Math.min(bytes.length, whole));
    return length > 0 && known.bytes(length) + length == whole ? length : -1;
  }

  /** The request whose head it was; another one of the kind differs in the length only. */
  public HttpRequest request() {
    return request;
  }

  KnownHead known() {
    return known;
  }
}
