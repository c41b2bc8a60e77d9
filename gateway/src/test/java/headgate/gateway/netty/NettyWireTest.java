package headgate.gateway.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import headgate.gateway.seam.Endpoint;
import headgate.gateway.seam.Resolver;
import headgate.gateway.seam.Wire;
import headgate.gateway.testkit.WireContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The wire of real sockets on the loopback interface, in each way that the machine has. */
@ParameterizedClass(name = "{0}")
@EnumSource(NettyTransport.class)
class NettyWireTest extends WireContract {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EventLoops loops;
  private final NettyWire wire;
  private Resolver resolver = host -> List.of(InetAddress.getAllByName(host));
  private final ServerSocket server;

  NettyWireTest(NettyTransport transport) throws IOException {
    assumeThat(transport.isAvailable()).as("%s is there", transport).isTrue();
    loops = EventLoops.start(1, transport, new SystemClock());
    wire =
        new NettyWire(
            loops.loops().getFirst(), loops, new TlsContexts(), host -> resolver.addresses(host));
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    server.setSoTimeout((int) PATIENCE.toMillis());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    loops.close();
  }

  @Override
  protected Wire wire() {
    return wire;
  }

  private static Endpoint at(int port, Endpoint.@Nullable Tls tls) {
    return new Endpoint("127.0.0.1", port, tls, Duration.ofSeconds(5));
  }

  @Override
  protected Endpoint reachable() {
    return at(server.getLocalPort(), null);
  }

  @Override
  protected Endpoint refusing() {
    try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return at(gone.getLocalPort(), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected FarEnd accept() {
    try {
      return new SocketEnd(server.accept());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void onLoop(Runnable task) {
    var done = new FutureTask<>(task, true);
    loops.loops().getFirst().execute(done);
    try {
      done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected void await(BooleanSupplier holds) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("told only " + told);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void aPeerThatDoesNotSpeakTlsFailsTheHandshake() {
    var tls = new Endpoint.Tls(true, null, null, null, null);
    connect(at(server.getLocalPort(), tls));
    accept().send("HTTP/1.1 400 Bad Request\r\n\r\n");

    awaitTold("returned", "closed TLS");
  }

  @Test
  void aPeerThatLeavesWithinTheHandshakeFailsIt() {
    var tls = new Endpoint.Tls(false, null, null, null, null);
    connect(at(server.getLocalPort(), tls));
    accept().end();

    awaitTold("returned", "closed TLS");
  }

  @Test
  void aNameThatCannotBeIsRefused() {
    connect(new Endpoint("no..name", 80, null, Duration.ofSeconds(5)));

    awaitTold("returned", "closed REFUSED");
  }

  private void resolving(String... addresses) {
    var found = Stream.of(addresses).map(InetAddress::ofLiteral).toList();
    resolver = _ -> found;
  }

  private static void awaitOpen(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Endpoint named(Duration connectDeadline) {
    return new Endpoint("node", server.getLocalPort(), null, connectDeadline);
  }

  @Test
  void theAddressesOfANameAreTriedInOrder() {
    resolving("127.0.0.9", "127.0.0.8", "127.0.0.1");
    var connection = connect(named(PATIENCE));
    var far = accept();
    awaitTold("returned", "opened");
    onLoop(() -> connection.write("hello".getBytes(US_ASCII), 0, 5));

    await(() -> far.received().equals("hello"));
    onLoop(connection::close);
    awaitTold("returned", "opened", "closed LOCAL");
  }

  @Test
  void whereNoAddressTakesItTheConnectionIsRefused() {
    resolving("127.0.0.9", "127.0.0.8");
    connect(named(PATIENCE));

    awaitTold("returned", "closed REFUSED");
  }

  @Test
  void onlySoManyAddressesAreTried() {
    var many = Collections.nCopies(ConnectAttempts.ADDRESSES_MAX, "127.0.0.9");
    resolving(Stream.concat(many.stream(), Stream.of("127.0.0.1")).toArray(String[]::new));
    connect(named(PATIENCE));

    awaitTold("returned", "closed REFUSED");
  }

  @Test
  void theDeadlineHoldsForTheLookUpToo() {
    var never = new CountDownLatch(1);
    resolver =
        _ -> {
          awaitOpen(never);
          return List.of();
        };
    connect(named(Duration.ofMillis(50)));

    awaitTold("returned", "closed CONNECT_TIMEOUT");
    never.countDown();
  }

  @Test
  void whatIsClosedWhileItsNameIsLookedUpNeverOpens() {
    var closed = new CountDownLatch(1);
    resolver =
        _ -> {
          awaitOpen(closed);
          return List.of(InetAddress.getLoopbackAddress());
        };
    var connection = connect(named(PATIENCE));
    onLoop(connection::close);
    awaitTold("returned", "closed LOCAL");
    closed.countDown();

    onLoop(() -> assertThat(told).hasSize(2));
  }

  @Test
  void aPeerThatSaysNothingFailsTheHandshakeAtTheDeadline() {
    var tls = new Endpoint.Tls(false, null, null, null, null);
    connect(new Endpoint("127.0.0.1", server.getLocalPort(), tls, Duration.ofMillis(200)));
    accept();

    awaitTold("returned", "closed TLS");
  }

  /** The server's side of one connection. */
  private static final class SocketEnd implements FarEnd {
    private final Socket socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    SocketEnd(Socket socket) {
      this.socket = socket;
    }

    @Override
    public String received() {
      try {
        received.write(socket.getInputStream().readNBytes(socket.getInputStream().available()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return received.toString(US_ASCII);
    }

    @Override
    public void send(String text) {
      try {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void end() {
      close();
    }

    @Override
    public void reset() {
      try {
        socket.setSoLinger(true, 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      close();
    }

    private void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
