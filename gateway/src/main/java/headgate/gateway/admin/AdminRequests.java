package headgate.gateway.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the admin port's requests: GET and HEAD of a few paths, nothing else. */
final class AdminRequests implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AdminRequests.class);
  private static final int NO_BODY = -1;

  private final HostRule hosts;
  private final ReadinessPage readiness;
  private final MetricsPage metrics;

  AdminRequests(HostRule hosts, ReadinessPage readiness, MetricsPage metrics) {
    this.hosts = hosts;
    this.readiness = readiness;
    this.metrics = metrics;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new ByteArrayOutputStream();
      send(exchange, made(exchange, body), body);
    }
  }

  /** The body is made before the first byte leaves, so that a failure still has its status. */
  private AdminReply made(HttpExchange exchange, ByteArrayOutputStream body) throws IOException {
    try {
      var reply = reply(exchange);
      reply.body().writeTo(body);
      return reply;
    } catch (RuntimeException bug) {
      LOG.error("the admin port could not make an answer", bug);
      body.reset();
      var apology = AdminReply.text(500, "internal error");
      apology.body().writeTo(body);
      return apology;
    }
  }

  private AdminReply reply(HttpExchange exchange) {
    var method = exchange.getRequestMethod();
    var headers = exchange.getRequestHeaders();
    if (headers.getOrDefault("Host", List.of()).size() != 1
        || !hosts.permits(headers.getFirst("Host"))) {
      return AdminReply.text(403, "this host name is not configured for the admin port");
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return AdminReply.text(405, "only GET and HEAD");
    }
    if (hasBody(exchange)) {
      exchange.getResponseHeaders().set("Connection", "close");
      return AdminReply.text(413, "no request body is taken");
    }
    return page(exchange);
  }

  private AdminReply page(HttpExchange exchange) {
    var uri = exchange.getRequestURI();
    return switch (String.valueOf(uri.getRawPath())) {
      case "/healthz" -> AdminReply.text(200, "ok");
      case "/readyz" -> readiness.reply("verbose=true".equals(uri.getRawQuery()));
      case "/metrics" -> metrics.reply(exchange.getRequestHeaders().getFirst("Accept"));
      default -> AdminReply.text(404, "there is /healthz, /readyz and /metrics");
    };
  }

  private static boolean hasBody(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    var length = headers.getFirst("Content-Length");
    return headers.containsKey("Transfer-Encoding") || (length != null && !length.equals("0"));
  }

  private static void send(HttpExchange exchange, AdminReply reply, ByteArrayOutputStream body)
      throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", reply.contentType());
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.size()));
      exchange.sendResponseHeaders(reply.status(), NO_BODY);
    } else {
      exchange.sendResponseHeaders(reply.status(), body.size());
      body.writeTo(exchange.getResponseBody());
    }
  }
}
