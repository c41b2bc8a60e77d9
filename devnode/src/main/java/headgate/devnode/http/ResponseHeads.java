package headgate.devnode.http;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Makes the heads of answers: CORS as goloop has it, length or chunks as Go decides it, and names
 * in the case that Go writes.
 */
final class ResponseHeads {
  /** Go knows the length of a body that fits into its buffer; a larger one goes out in chunks. */
  private static final int LENGTH_KNOWN_MAX = 2_048;

  private static final String PREFLIGHT_METHODS = "GET,HEAD,PUT,PATCH,POST,DELETE";

  private ResponseHeads() {}

  static HttpResponse of(HttpRequest request, Answer answer, int bodyBytes) {
    var head =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()));
    var headers = head.headers();
    headers.add("Vary", "Origin");
    if (request.headers().contains(HttpHeaderNames.ORIGIN)) {
      headers.set("Access-Control-Allow-Origin", "*");
    }
    if (!answer.contentType().isEmpty()) {
      headers.set("Content-Type", answer.contentType());
    }
    if (!answer.retryAfter().isZero()) {
      headers.set("Retry-After", answer.retryAfter().toSeconds());
    }
    frame(request, headers, bodyBytes);
    return head;
  }

  private static void frame(HttpRequest request, HttpHeaders headers, int bodyBytes) {
    var keepAlive = HttpUtil.isKeepAlive(request);
    var old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    if (bodyBytes <= LENGTH_KNOWN_MAX || old) {
      headers.set("Content-Length", bodyBytes);
    } else {
      headers.set("Transfer-Encoding", HttpHeaderValues.CHUNKED);
    }
    if (!keepAlive) {
      headers.set("Connection", HttpHeaderValues.CLOSE);
    } else if (old) {
      headers.set("Connection", HttpHeaderValues.KEEP_ALIVE);
    }
  }

  /** The answer to a preflight: everything that was asked for is allowed. */
  static HttpResponse preflight(HttpRequest request) {
    var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT);
    var headers = head.headers();
    headers.add("Vary", "Origin");
    if (request.headers().contains(HttpHeaderNames.ORIGIN)) {
      headers.add("Vary", "Access-Control-Request-Method");
      headers.add("Vary", "Access-Control-Request-Headers");
      headers.set("Access-Control-Allow-Origin", "*");
      headers.set("Access-Control-Allow-Methods", PREFLIGHT_METHODS);
      headers.set("Access-Control-Max-Age", "3600");
      var asked = request.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
      if (asked != null) {
        headers.set("Access-Control-Allow-Headers", asked);
      }
    }
    if (!HttpUtil.isKeepAlive(request)) {
      headers.set("Connection", HttpHeaderValues.CLOSE);
    }
    return head;
  }
}
