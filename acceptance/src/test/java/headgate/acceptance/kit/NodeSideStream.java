package headgate.acceptance.kit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * One WebSocket of a {@link FakeStreamNode}, from the node's side. What the peer sends is read by a
 * thread of its own; pings are answered.
 */
public final class NodeSideStream {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final Socket socket;
  private final InputStream in;
  private final ReceivedRequest upgrade;
  private final List<String> frames = new CopyOnWriteArrayList<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private volatile boolean pongs = true;
  private volatile boolean over;

  NodeSideStream(Socket socket, InputStream in, ReceivedRequest upgrade) {
    this.socket = socket;
    this.in = in;
    this.upgrade = upgrade;
  }

  void accept() throws IOException {
    var head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + proof(upgrade.header("Sec-WebSocket-Key"))
            + "\r\n\r\n";
    sendBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    Thread.ofVirtual().start(this::read);
  }

  /** The request to switch. */
  public ReceivedRequest upgrade() {
    return upgrade;
  }

  /** Every frame that came, each as {@code opcode:payload}; a close has its status in front. */
  public List<String> frames() {
    return List.copyOf(frames);
  }

  /** The first text that came, as soon as it is there. */
  public String request() throws IOException {
    try {
      asked.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return frames.stream()
        .filter(frame -> frame.startsWith("1:"))
        .findFirst()
        .orElse("")
        .substring(2);
  }

  /** Waits for the request and says that the stream has begun. */
  public NodeSideStream begin() throws IOException {
    request();
    return send("{\"code\":0}\n");
  }

  /** Sends one whole text frame. */
  public NodeSideStream send(String text) throws IOException {
    return send(true, RawWebSocket.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends one frame. */
  public NodeSideStream send(boolean last, int opcode, byte... payload) throws IOException {
    var frame = ByteBuffer.allocate(payload.length + 10);
    frame.put((byte) ((last ? 0x80 : 0) | opcode));
    if (payload.length < 126) {
      frame.put((byte) payload.length);
    } else if (payload.length < 65_536) {
      frame.put((byte) 126).putShort((short) payload.length);
    } else {
      frame.put((byte) 127).putLong(payload.length);
    }
    frame.put(payload).flip();
    var bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return sendBytes(bytes);
  }

  /** Sends a close frame with a status and no reason. */
  public NodeSideStream sendClose(int status) throws IOException {
    return send(true, RawWebSocket.CLOSE, (byte) (status >>> 8), (byte) status);
  }

  /** Sends bytes that may be no frame at all. */
  public NodeSideStream sendBytes(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Answers no ping from now on. */
  public NodeSideStream withoutPongs() {
    pongs = false;
    return this;
  }

  /** Ends the connection without a close frame, as goloop does. */
  public void end() throws IOException {
    socket.shutdownOutput();
  }

  /** Breaks the connection. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Whether the peer has left, or this side has broken the connection. */
  public boolean isOver() {
    return over;
  }

  private void read() {
    try {
      while (true) {
        readFrame();
      }
    } catch (IOException _) {
      // The peer left or the test is over.
    } finally {
      over = true;
      asked.countDown();
    }
  }

  private void readFrame() throws IOException {
    var head = readExactly(2);
    var length = head[1] & 0x7f;
    if (length == 126) {
      length = ByteBuffer.wrap(readExactly(2)).getShort() & 0xffff;
    }
    if (head[1] >= 0 || head[0] >= 0 || length == 127) {
      throw new IOException("a client's frames are masked, whole and short");
    }
    var mask = readExactly(4);
    var payload = readExactly(length);
    for (var i = 0; i < length; i++) {
      payload[i] ^= mask[i % 4];
    }
    note(head[0] & 0x0f, payload);
  }

  private void note(int opcode, byte[] payload) throws IOException {
    if (opcode == RawWebSocket.CLOSE && payload.length >= 2) {
      var status = ByteBuffer.wrap(payload).getShort() & 0xffff;
      frames.add(
          "8:" + status + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
      socket.shutdownOutput();
    } else {
      frames.add(opcode + ":" + new String(payload, StandardCharsets.UTF_8));
    }
    if (opcode == RawWebSocket.PING && pongs) {
      send(true, RawWebSocket.PONG, payload);
    }
    if (opcode == RawWebSocket.TEXT) {
      asked.countDown();
    }
  }

  private byte[] readExactly(int length) throws IOException {
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the connection ended inside a frame");
    }
    return bytes;
  }

  private static String proof(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      var text = (key + GUID).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(digest.digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
