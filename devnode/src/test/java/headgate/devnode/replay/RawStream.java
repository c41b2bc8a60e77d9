package headgate.devnode.replay;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A WebSocket client that shows every frame as it came. */
public final class RawStream implements AutoCloseable {
  static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PONG = 10;

  private final Socket socket;
  private final int status;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  public RawStream(int port, String path) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    var head =
        List.of(
            "GET " + path + " HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: " + KEY,
            "",
            "");
    write(String.join("\r\n", head).getBytes(StandardCharsets.UTF_8));
    status = Integer.parseInt(line().split(" ", 3)[1]);
    for (var line = line(); !line.isEmpty(); line = line()) {
      var colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** The body of a refusal. */
  String body() throws IOException {
    var length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
  }

  /** What came next: a text, a close frame with its code, or the end without one. */
  public sealed interface Received {
    record Text(String text) implements Received {}

    record Closed(int code) implements Received {}

    record Ended() implements Received {}

    record Pong(String payload) implements Received {}
  }

  public Received receive() throws IOException {
    var in = socket.getInputStream();
    var first = in.read();
    if (first < 0) {
      return new Received.Ended();
    }
    var payload = in.readNBytes(length(in));
    return switch (first & 0xf) {
      case TEXT -> new Received.Text(new String(payload, StandardCharsets.UTF_8));
      case CLOSE -> new Received.Closed(ByteBuffer.wrap(payload).getShort());
      case PONG -> new Received.Pong(new String(payload, StandardCharsets.UTF_8));
      default -> throw new IOException("unexpected frame " + first);
    };
  }

  private static int length(InputStream in) throws IOException {
    var length = in.read();
    if (length < 126) {
      return length;
    }
    return length == 126 ? ByteBuffer.wrap(in.readNBytes(2)).getShort() & 0xffff : 1 << 20;
  }

  /** Whether nothing has come that was not received yet. */
  boolean isSilent() throws IOException {
    return socket.getInputStream().available() == 0;
  }

  public void send(String text) throws IOException {
    send(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a frame of any kind. */
  public void send(int opcode, byte[] payload) throws IOException {
    var frame = new ByteArrayOutputStream();
    frame.write(0x80 | opcode);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 126);
      frame.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    }
    // A mask of zeros leaves the payload as it is.
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    write(frame.toByteArray());
  }

  private void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (var next = socket.getInputStream().read();
        next != '\n';
        next = socket.getInputStream().read()) {
      if (next < 0) {
        throw new EOFException("the node closed the connection");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
