package headgate.devnode.stream;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * The opening handshake of a WebSocket (RFC 6455, section 4), without extensions or subprotocols.
 */
public final class Handshake {
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private Handshake() {}

  /** The answer that switches protocols; empty if the request asks for no WebSocket. */
  public static Optional<HttpResponse> accept(HttpRequest request) {
    var headers = request.headers();
    var key = headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    if (key == null
        || !headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)
        || !headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)
        || !headers.containsValue(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13", true)) {
      return Optional.empty();
    }
    var response =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
    response
        .headers()
        .set("Upgrade", "websocket")
        .set("Connection", "Upgrade")
        .set("Sec-WebSocket-Accept", accepted(key));
    return Optional.of(response);
  }

  private static String accepted(String key) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-1", missing);
    }
  }
}
