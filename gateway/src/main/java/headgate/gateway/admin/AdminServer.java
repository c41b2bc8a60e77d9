package headgate.gateway.admin;

import headgate.gateway.admin.health.NodeHealthPages;
import headgate.gateway.admin.orders.Operations;
import headgate.gateway.config.AdminConfig;
import headgate.gateway.observe.Metrics;
import headgate.gateway.observe.StatusSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin port: {@code /healthz}, {@code /readyz}, {@code /metrics} and what is below {@code
 * /v1}. Reading needs no token, changing something does.
 *
 * <p>It has sockets of its own, so that health can still be read while the callers' listener is
 * full. Each connection carries one request.
 */
public final class AdminServer {
  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
  private static final int BACKLOG = 64;
  private static final long PAUSE_NANOS = 100_000_000;

  /**
   * What connections may use.
   *
   * @param connectionsMax most of them at once
   * @param headDeadline from the connection to the end of the request's head
   * @param answerDeadline from there until the answer is written
   */
  record Bounds(int connectionsMax, Duration headDeadline, Duration answerDeadline) {
    static final Bounds USUAL = new Bounds(64, Duration.ofSeconds(5), Duration.ofSeconds(15));
  }

  private final ServerSocket server;
  private final AdminSeats seats;
  private final AdminConnection.Terms terms;
  private final AtomicReference<AdminRequests> requests;
  private final Function<AdminConfig, AdminRequests> others;
  private final ScheduledThreadPoolExecutor timers =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("headgate-admin-timer").factory());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private AdminServer(
      ServerSocket server,
      AdminRequests requests,
      Function<AdminConfig, AdminRequests> others,
      Bounds bounds) {
    this.server = server;
    this.requests = new AtomicReference<>(requests);
    this.others = others;
    seats = new AdminSeats(bounds.connectionsMax);
    timers.setRemoveOnCancelPolicy(true);
    terms =
        new AdminConnection.Terms(
            this.requests::get, seats, timers, bounds.headDeadline, bounds.answerDeadline);
  }

  /**
   * Takes the port; nothing is answered before {@link #start}.
   *
   * @param shared whether another process of the same user, which says so too, may have it as well
   * @throws IOException if the address cannot be bound
   */
  public static AdminServer bind(
      AdminConfig config, boolean shared, Metrics metrics, StatusSource status, Operations orders)
      throws IOException {
    return new AdminServer(
        bound(config, shared),
        requests(config, metrics, status, orders),
        changed -> requests(changed, metrics, status, orders),
        Bounds.USUAL);
  }

  /**
   * Takes a port that tells the health of the first node of the first network and nothing else.
   *
   * @throws IOException if the address cannot be bound
   */
  public static AdminServer ofFirstNode(AdminConfig config, StatusSource status)
      throws IOException {
    var pages = new NodeHealthPages(status);
    return bind(
        config,
        new AdminRequests(new HostRule(config.hosts()), (request, _) -> pages.ofFirst(request)),
        Bounds.USUAL);
  }

  static AdminRequests requests(
      AdminConfig config, Metrics metrics, StatusSource status, Operations orders) {
    return new AdminRequests(
        new HostRule(config.hosts()), new GatewayPages(config, metrics, status, orders));
  }

  static AdminServer bind(AdminConfig config, AdminRequests requests, Bounds bounds)
      throws IOException {
    return new AdminServer(bound(config, false), requests, _ -> requests, bounds);
  }

  private static ServerSocket bound(AdminConfig config, boolean shared) throws IOException {
    var address = new InetSocketAddress(config.host(), config.port());
    if (address.isUnresolved()) {
      throw new IOException("unknown host " + config.host());
    }
    var server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      if (shared && server.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
        server.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      server.bind(address, BACKLOG);
      return server;
    } catch (IOException taken) {
      server.close();
      throw taken;
    }
  }

  /** Judges requests by another configuration from now on; its host and port stay. */
  public void reconfigure(AdminConfig config) {
    requests.set(others.apply(config));
  }

  /** Answers from now on. */
  public void start() {
    threads.execute(this::acceptAll);
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        accept(server.accept());
      } catch (IOException failed) {
        pauseUnlessClosed(failed);
      }
    }
  }

  private void accept(Socket socket) throws IOException {
    seats.take(socket);
    try {
      threads.execute(new AdminConnection(socket, terms));
    } catch (RejectedExecutionException _) {
      socket.close();
    }
  }

  /** A machine without a free file descriptor has one again in a while. */
  private void pauseUnlessClosed(IOException failed) {
    if (!server.isClosed()) {
      LOG.warn("the admin port could not accept a connection: {}", failed.getMessage());
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** The port that is bound. */
  public int port() {
    return server.getLocalPort();
  }

  /** Closes the port and every connection at once; may be called without a start. */
  public void stop() {
    try {
      server.close();
    } catch (IOException failed) {
      LOG.warn("the admin port could not be closed: {}", failed.getMessage());
    }
    seats.closeAll();
    timers.shutdownNow();
    threads.shutdownNow();
  }
}
