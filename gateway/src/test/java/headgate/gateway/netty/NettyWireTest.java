package headgate.gateway.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;

import headgate.gateway.seam.Endpoint;
import headgate.gateway.seam.Wire;
import headgate.gateway.testkit.WireContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire of real sockets on the loopback interface, with epoll where it is there and without. */
@ParameterizedClass(name = "epoll {0}")
@ValueSource(booleans = {true, false})
class NettyWireTest extends WireContract {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EventLoops loops;
  private final NettyWire wire;
  private final ServerSocket server;

  NettyWireTest(boolean epoll) throws IOException {
    loops = EventLoops.start(1, epoll, new SystemClock());
    wire = new NettyWire(loops.loops().getFirst(), loops, new TlsContexts());
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
