package headgate.acceptance.height;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.acceptance.kit.TestIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A loopback port that leads to another one, in plain or out of TLS: what lies behind it can be
 * exchanged, and its handshakes can be made to fail.
 */
final class Door implements AutoCloseable {
  private static final byte[] NO_HANDSHAKE = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8);

  private final ServerSocket server;
  private final @Nullable SSLContext tls;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int behind;
  private volatile boolean broken;

  private Door(int behind, @Nullable SSLContext tls) {
    this.behind = behind;
    this.tls = tls;
    try {
      server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  static Door to(int port) {
    return new Door(port, null);
  }

  /** One that shows an identity and takes nothing but TLS. */
  static Door secured(int port, TestIdentity identity) {
    return new Door(port, identity.serverContext(null));
  }

  int port() {
    return server.getLocalPort();
  }

  /** From now on it leads there; connections through it end. */
  void leadTo(int port) {
    behind = port;
    endConnections();
  }

  /** Whether handshakes fail from now on; connections through it end. */
  void breakHandshakes(boolean fail) {
    broken = fail;
    endConnections();
  }

  private void endConnections() {
    open.forEach(Door::end);
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is of no use either way.
    }
  }

  private void accept() {
    try {
      while (true) {
        var caller = server.accept();
        open.add(caller);
        threads.execute(() -> pass(caller));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void pass(Socket caller) {
    try (caller) {
      if (broken) {
        caller.getOutputStream().write(NO_HANDSHAKE);
        return;
      }
      try (var inside = unwrapped(caller);
          var node = new Socket(InetAddress.getLoopbackAddress(), behind)) {
        open.add(node);
        var back = threads.submit(() -> pump(node, inside));
        pump(inside, node);
        back.cancel(true);
        open.remove(node);
      }
    } catch (IOException _) {
      // One of both has left.
    } finally {
      open.remove(caller);
    }
  }

  private Socket unwrapped(Socket caller) throws IOException {
    if (tls == null) {
      return caller;
    }
    var secured = (SSLSocket) tls.getSocketFactory().createSocket(caller, null, true);
    secured.setUseClientMode(false);
    return secured;
  }

  /** Passes bytes on until one side ends, which ends both. */
  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // One of both has left.
    }
  }

  @Override
  public void close() {
    end(server);
    endConnections();
    threads.close();
  }

  private static void end(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
