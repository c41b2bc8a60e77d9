package headgate.gateway.admin;

import com.sun.net.httpserver.HttpServer;
import headgate.gateway.config.AdminConfig;
import headgate.gateway.observe.Metrics;
import headgate.gateway.observe.StatusSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The admin port: {@code /healthz}, {@code /readyz} and {@code /metrics}, without a token because
 * nothing can be changed there.
 *
 * <p>It is the JDK's own HTTP server. Its bounds are set by system properties only, which it reads
 * once; a property that the operator has set stands.
 */
public final class AdminServer {
  private static final int BACKLOG = 64;
  private static final Map<String, String> BOUNDS =
      Map.of(
          "jdk.httpserver.maxConnections", "64",
          "sun.net.httpserver.maxIdleConnections", "16",
          "sun.net.httpserver.idleInterval", "30",
          "sun.net.httpserver.maxReqTime", "5",
          "sun.net.httpserver.maxRspTime", "15",
          "sun.net.httpserver.maxReqHeaders", "64",
          "sun.net.httpserver.maxReqHeaderSize", "16384",
          "sun.net.httpserver.drainAmount", "4096",
          "sun.net.httpserver.nodelay", "true");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private boolean started;

  private AdminServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Takes the port; nothing is answered before {@link #start}.
   *
   * @throws IOException if the address cannot be bound
   */
  public static AdminServer bind(AdminConfig config, Metrics metrics, StatusSource status)
      throws IOException {
    BOUNDS.forEach((key, value) -> System.getProperties().putIfAbsent(key, value));
    var address = new InetSocketAddress(config.host(), config.port());
    if (address.isUnresolved()) {
      throw new IOException("unknown host " + config.host());
    }
    var server = HttpServer.create(address, BACKLOG);
    server.createContext(
        "/",
        new AdminRequests(
            new HostRule(config.hosts()), new ReadinessPage(status), new MetricsPage(metrics)));
    return new AdminServer(server);
  }

  /** Answers from now on. */
  public synchronized void start() {
    server.setExecutor(threads);
    server.start();
    started = true;
  }

  /** The port that is bound. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Closes the port and every connection at once; may be called without a start. */
  public synchronized void stop() {
    if (!started) {
      // The JDK's server lets go of its port only from within its own thread.
      start();
    }
    server.stop(0);
    threads.shutdownNow();
  }
}
