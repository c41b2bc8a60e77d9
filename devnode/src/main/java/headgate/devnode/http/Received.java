package headgate.devnode.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;

/**
 * A request that is in, with a copy of its body, so that no buffer is held while it is answered.
 */
final class Received {
  private final HttpRequest head;
  private final byte[] body;
  private final boolean broken;

  Received(FullHttpRequest request) {
    this.head =
        new DefaultHttpRequest(
            request.protocolVersion(), request.method(), request.uri(), request.headers().copy());
    this.body = ByteBufUtil.getBytes(request.content());
    this.broken = request.decoderResult().isFailure();
  }

  HttpRequest head() {
    return head;
  }

  byte[] body() {
    return body;
  }

  /** Whether this is no HTTP that could be read. */
  boolean isBroken() {
    return broken;
  }

  boolean keepAlive() {
    return !broken && HttpUtil.isKeepAlive(head);
  }

  /** Whether no body was announced: goloop then reads none. */
  boolean hasNoBody() {
    return body.length == 0 && !HttpUtil.isTransferEncodingChunked(head);
  }
}
