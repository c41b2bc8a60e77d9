package headgate.acceptance.kit;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A WebSocket client on a bare socket: it sends any frame, also such as no client should, and shows
 * each frame that comes, pings and closes included. Every wait ends after ten seconds.
 */
public final class RawWebSocket implements AutoCloseable {
  /** A text frame's opcode. */
  public static final int TEXT = 1;

  /** A binary frame's opcode. */
  public static final int BINARY = 2;

  /** A close frame's opcode. */
  public static final int CLOSE = 8;

  /** A ping frame's opcode. */
  public static final int PING = 9;

  /** A pong frame's opcode. */
  public static final int PONG = 10;

  /** The key of RFC 6455 section 1.3 and the answer that belongs to it. */
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
  private static final int PAYLOAD_BYTES_MAX = 16 * 1024 * 1024;
  private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

  private final Socket socket;
  private final BufferedInputStream in;
  private final RawResponse handshake;

  private RawWebSocket(Socket socket, String path) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    socket.getOutputStream().write(upgrade(path).getBytes(StandardCharsets.ISO_8859_1));
    this.handshake = readHandshake();
  }

  /** A frame as it came; its payload as UTF-8 text. */
  public record Frame(boolean last, int opcode, String text) {
    /** The status of a close frame, 1005 where it has none. */
    public int closeStatus() {
      var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      return bytes.length < 2 ? 1005 : ByteBuffer.wrap(bytes).getShort() & 0xffff;
    }
  }

  /** Asks for an upgrade and returns whatever came of it; see {@link #handshake}. */
  public static RawWebSocket ask(int port, String path) {
    return Sockets.orFail(() -> {
      return new RawWebSocket(Sockets.connect(port), path);
    });
  }

  /** Opens a WebSocket; fails where the upgrade is refused. */
  public static RawWebSocket open(int port, String path) {
    var asked = ask(port, path);
    if (asked.handshake.status() != 101) {
      asked.close();
      throw new AssertionError("the upgrade was refused: " + asked.handshake);
    }
    if (!asked.handshake.header("Sec-WebSocket-Accept").equals(ACCEPT)) {
      throw new AssertionError("the upgrade does not prove that it was read: " + asked.handshake);
    }
    return asked;
  }

  /** The response to the upgrade request: 101, or the refusal with its body. */
  public RawResponse handshake() {
    return handshake;
  }

  /** Sends one whole text frame. */
  public RawWebSocket send(String text) {
    return send(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends one masked frame. */
  public RawWebSocket send(boolean last, int opcode, byte... payload) {
    var frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) ((last ? 0x80 : 0) | opcode));
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 65_536) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    frame.put(MASK);
    for (var i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i % MASK.length]));
    }
    var bytes = new byte[frame.flip().remaining()];
    frame.get(bytes);
    return sendBytes(bytes);
  }

  /** Sends bytes that may be no frame at all. */
  public RawWebSocket sendBytes(byte... bytes) {
    return Sockets.orFail(() -> {
      socket.getOutputStream().write(bytes);
      return this;
    });
  }

  /** The next frame of any kind. */
  public Frame next() {
    return Sockets.orFail(this::readFrame);
  }

  /** The next text frame's text; pings are answered meanwhile and other frames fail. */
  public String nextText() {
    while (true) {
      var frame = next();
      switch (frame.opcode()) {
        case TEXT -> {
          return frame.text();
        }
        case PING -> send(true, PONG, frame.text().getBytes(StandardCharsets.UTF_8));
        case PONG -> {}
        default -> throw new AssertionError("no text but " + frame);
      }
    }
  }

  /**
   * Reads to the end: the status of the close frame, or 1006 where the connection ended without
   * one. Frames before it are passed over.
   */
  public int closeStatus() {
    return Sockets.orFail(() -> {
      try {
        var frame = readFrame();
        while (frame.opcode() != CLOSE) {
          frame = readFrame();
        }
        return frame.closeStatus();
      } catch (EOFException | SocketException _) {
        return 1006;
      }
    });
  }

  /** How long each later wait may last. */
  public RawWebSocket within(Duration deadline) {
    return Sockets.orFail(() -> {
      socket.setSoTimeout((int) deadline.toMillis());
      return this;
    });
  }

  @Override
  public void close() {
    Sockets.orFail(() -> {
      socket.close();
      return this;
    });
  }

  private RawResponse readHandshake() throws IOException {
    var reader = new HttpReader(in);
    var statusLine = reader.line();
    if (statusLine == null) {
      throw new EOFException("closed without a response");
    }
    var status = Integer.parseInt(statusLine.split(" ", 3)[1]);
    var headers = reader.headers();
    return new RawResponse(
        status, headers, status == 101 ? new byte[0] : reader.body(headers, true));
  }

  private Frame readFrame() throws IOException {
    var head = readExactly(2);
    long length = head[1] & 0x7f;
    if (length == 126) {
      length = ByteBuffer.wrap(readExactly(2)).getShort() & 0xffff;
    } else if (length == 127) {
      length = ByteBuffer.wrap(readExactly(8)).getLong();
    }
    if ((head[1] & 0x80) != 0 || length < 0 || length > PAYLOAD_BYTES_MAX) {
      throw new IOException("a server sends no masked and no endless frames");
    }
    var payload = readExactly((int) length);
    var opcode = head[0] & 0x0f;
    // A close frame begins with two bytes that are no text.
    var charset = opcode == CLOSE ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    return new Frame((head[0] & 0x80) != 0, opcode, new String(payload, charset));
  }

  private byte[] readExactly(int length) throws IOException {
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the connection ended inside a frame");
    }
    return bytes;
  }

  private static String upgrade(String path) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: "
        + KEY
        + "\r\nSec-WebSocket-Version: 13\r\n\r\n";
  }
}
