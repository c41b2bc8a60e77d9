package headgate.simulation.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.simulation.wire.Link;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** A stream of blocks over WebSocket (RFC 6455), from the height that it was asked for. */
final class BlockStream {
  private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *([^\r]+)");
  private static final Pattern HEIGHT = Pattern.compile("\"height\":\"0x([0-9a-f]+)\"");
  private static final String ACCEPTING = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int EXTENDED = 126;

  private final SimulatedNode node;
  private final Link link;
  private long next = Long.MAX_VALUE;

  BlockStream(SimulatedNode node, Link link) {
    this.node = node;
    this.link = link;
  }

  void upgrade(String request) {
    var key = KEY.matcher(request);
    if (!key.find()) {
      throw new IllegalStateException("no upgrade: " + request);
    }
    var accept = Base64.getEncoder().encodeToString(sha1(key.group(1).strip() + ACCEPTING));
    link.send(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept
                + "\r\n\r\n")
            .getBytes(ISO_8859_1));
  }

  private static byte[] sha1(String text) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(text.getBytes(ISO_8859_1));
    } catch (NoSuchAlgorithmException impossible) {
      throw new LinkageError("every JDK has SHA-1", impossible);
    }
  }

  /** A frame came; the gateway writes each at once, and none of them is long. */
  void arrived(byte[] frame) {
    var payload = unmasked(frame);
    switch (frame[0] & 0x0f) {
      case TEXT -> begin(new String(payload, UTF_8));
      case PING -> send(PONG, payload);
      case CLOSE -> send(CLOSE, payload);
      default -> {}
    }
  }

  private static byte[] unmasked(byte[] frame) {
    var length = frame[1] & 0x7f;
    var at = 2;
    if (length == EXTENDED) {
      length = ((frame[2] & 0xff) << 8) | (frame[3] & 0xff);
      at = 4;
    }
    var payload = new byte[length];
    for (var index = 0; index < length; index++) {
      payload[index] = (byte) (frame[at + 4 + index] ^ frame[at + index % 4]);
    }
    return payload;
  }

  private void begin(String request) {
    var height = HEIGHT.matcher(request);
    if (!height.find()) {
      throw new IllegalStateException("no height: " + request);
    }
    next = Long.parseLong(height.group(1), 16);
    send(TEXT, "{\"code\":0}\n".getBytes(UTF_8));
    newBlock();
  }

  /** Tells all blocks that were not told yet. */
  void newBlock() {
    for (; next <= node.height(); next++) {
      var block = node.chain().block(next);
      if (block != null) {
        var text = "{\"hash\":\"0x%s\",\"height\":\"0x%x\"}\n".formatted(block.hash(), next);
        node.ears().heightTold(node);
        send(TEXT, text.getBytes(UTF_8));
      }
    }
  }

  private void send(int opcode, byte[] payload) {
    var frame = new ByteArrayOutputStream();
    frame.write(0x80 | opcode);
    if (payload.length < EXTENDED) {
      frame.write(payload.length);
    } else {
      frame.write(EXTENDED);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.writeBytes(payload);
    link.send(frame.toByteArray());
  }
}
