package headgate.devnode.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The control API of one node, on the loopback address only. Requests with an {@code Origin} are
 * refused, so that no page in a browser can command a node.
 */
public final class ControlServer implements AutoCloseable {
  private static final int BODY_BYTES_MAX = 64 << 10;
  private static final int BACKLOG = 16;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ControlRoutes routes;

  private ControlServer(HttpServer server, ControlRoutes routes) {
    this.server = server;
    this.routes = routes;
  }

  /** Listens on a loopback port; 0 takes a free one. */
  public static ControlServer start(int port, Controlled node) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      var started = new ControlServer(HttpServer.create(address, BACKLOG), new ControlRoutes(node));
      started.server.setExecutor(started.threads);
      started.server.createContext("/", started::serve);
      started.server.start();
      return started;
    } catch (IOException notBound) {
      throw new UncheckedIOException("the control API cannot listen on port " + port, notBound);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var answer = answer(exchange);
      var body = ControlRoutes.JSON.writeValueAsBytes(answer.body());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private ControlAnswer answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestHeaders().containsKey("Origin")) {
      return ControlAnswer.refused(403, "no commands from web pages");
    }
    var body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      return ControlAnswer.refused(413, "a body has at most " + BODY_BYTES_MAX + " bytes");
    }
    var command = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    return routes.answer(command, new String(body, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
