package headgate.acceptance.kit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A client on a bare socket: it sends any bytes in any pieces and reads what comes back. Every wait
 * has a deadline; one that passes fails the test.
 */
public final class RawHttp implements AutoCloseable {
  private final Socket socket;
  private final BufferedInputStream in;

  private RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects to a port of the loopback address. */
  public static RawHttp connect(int port) {
    return Sockets.orFail(() -> {
      return new RawHttp(Sockets.connect(port));
    });
  }

  /** The same from that address of this machine, for example {@code 127.0.0.9}. */
  public static RawHttp connect(String from, int port) {
    return Sockets.orFail(() -> {
      return new RawHttp(Sockets.connect(from, port));
    });
  }

  /** One POST of a body on a connection of its own. */
  public static RawResponse post(int port, String path, String body) {
    try (var client = connect(port)) {
      return client.send(request(path, body)).response();
    }
  }

  /** The bytes of a plain POST, its length announced in bytes of UTF-8. */
  public static String request(String path, String body) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, body.getBytes(StandardCharsets.UTF_8).length, body);
  }

  /** How long each later wait may last; ten seconds at first. */
  public RawHttp within(Duration deadline) {
    return Sockets.orFail(() -> {
      socket.setSoTimeout((int) deadline.toMillis());
      return this;
    });
  }

  /** Sends the text as UTF-8. */
  public RawHttp send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the bytes at once. */
  public RawHttp send(byte... bytes) {
    return Sockets.orFail(() -> {
      socket.getOutputStream().write(bytes);
      return this;
    });
  }

  /** Sends the bytes in pieces of that size, each in a packet of its own, with a pause between. */
  public RawHttp sendInPieces(byte[] bytes, int size, Duration pause) {
    return Sockets.orFail(() -> {
      for (var at = 0; at < bytes.length; at += size) {
        socket.getOutputStream().write(bytes, at, Math.min(size, bytes.length - at));
        LockSupport.parkNanos(pause.toNanos());
      }
      return this;
    });
  }

  /** Ends the sending side; what comes back can still be read. */
  public RawHttp halfClose() {
    return Sockets.orFail(() -> {
      socket.shutdownOutput();
      return this;
    });
  }

  /** Ends the connection by a reset. */
  public void reset() {
    Sockets.orFail(() -> {
      socket.setSoLinger(true, 0);
      socket.close();
      return this;
    });
  }

  /** Reads one whole response; fails where the connection ends before it. */
  public RawResponse response() {
    return Sockets.orFail(() -> {
      var reader = new HttpReader(in);
      var statusLine = reader.line();
      if (statusLine == null) {
        throw new EOFException("closed without a response");
      }
      var status = Integer.parseInt(statusLine.split(" ", 3)[1]);
      var headers = reader.headers();
      var bodiless = status < 200 || status == 204 || status == 304;
      var body = bodiless ? new byte[0] : reader.body(headers, true);
      return new RawResponse(status, headers, body);
    });
  }

  /** Reads until the peer ends the connection, orderly or not, and returns what came as text. */
  public String untilClosed() {
    var seen = new ByteArrayOutputStream();
    return Sockets.orFail(() -> {
      try {
        for (var next = in.read(); next >= 0; next = in.read()) {
          seen.write(next);
        }
      } catch (SocketTimeoutException e) {
        throw new IOException("still open after the deadline; seen: " + seen, e);
      } catch (SocketException _) {
        // A reset is an end too.
      }
      return seen.toString(StandardCharsets.UTF_8);
    });
  }

  @Override
  public void close() {
    Sockets.orFail(() -> {
      socket.close();
      return this;
    });
  }
}
