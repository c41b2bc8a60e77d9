package headgate.gateway.listen.websocket;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.regex.Pattern;

/** Judges a GET that should ask to switch to WebSocket (RFC 6455, section 4.2.1). */
final class WebSocketUpgrade {
  /** Sixteen bytes in base64. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

  private WebSocketUpgrade() {}

  /** Whether the request can be agreed to. */
  static boolean isSound(HttpRequest request) {
    return asksToSwitch(request) && speaksVersion(request) && !hasBody(request);
  }

  private static boolean asksToSwitch(HttpRequest request) {
    var headers = request.headers();
    return request.protocolVersion().equals(HttpVersion.HTTP_1_1)
        && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        && headers.contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
  }

  private static boolean speaksVersion(HttpRequest request) {
    var versions = request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION);
    var keys = request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    return versions.size() == 1
        && versions.getFirst().equals("13")
        && keys.size() == 1
        && KEY.matcher(keys.getFirst()).matches();
  }

  private static boolean hasBody(HttpRequest request) {
    return HttpUtil.isTransferEncodingChunked(request)
        || HttpUtil.getContentLength(request, 0L) > 0;
  }
}
