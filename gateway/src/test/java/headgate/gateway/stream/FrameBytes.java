package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Frames as bytes, written and read apart from the code under test. */
final class FrameBytes {
  private FrameBytes() {}

  /** A frame as a server sends it; the first byte holds flags and opcode. */
  static byte[] frame(int first, byte[] payload) {
    var length = payload.length;
    var bytes = ByteBuffer.allocate(10 + length).put((byte) first);
    if (length <= 125) {
      bytes.put((byte) length);
    } else if (length <= 65_535) {
      bytes.put((byte) 126).putShort((short) length);
    } else {
      bytes.put((byte) 127).putLong(length);
    }
    bytes.put(payload).flip();
    var whole = new byte[bytes.remaining()];
    bytes.get(whole);
    return whole;
  }

  static byte[] text(String text) {
    return frame(0x81, text.getBytes(UTF_8));
  }

  static byte[] closing(int status, String reason) {
    var text = reason.getBytes(UTF_8);
    var payload = ByteBuffer.allocate(2 + text.length).putShort((short) status).put(text);
    return frame(0x88, payload.array());
  }

  static byte[] join(byte[]... parts) {
    var joined = ByteBuffer.allocate(1 << 20);
    for (var part : parts) {
      joined.put(part);
    }
    joined.flip();
    var bytes = new byte[joined.remaining()];
    joined.get(bytes);
    return bytes;
  }

  /** A node's agreement to switch, for the key of a request. */
  static byte[] switched(String key) {
    return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + proof(key)
            + "\r\n\r\n")
        .getBytes(US_ASCII);
  }

  static String proof(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      digest.update((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Masked frames read back, each as {@code opcode:payload}; a status stands before a reason. */
  static List<String> fromClient(byte[] bytes) {
    var frames = new ArrayList<String>();
    var left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      var opcode = left.get() & 0x8f;
      var second = left.get() & 0xff;
      var length =
          switch (second) {
            case 0xfe -> left.getShort() & 0xffff;
            case 0xff -> (int) left.getLong();
            default -> second & 0x7f;
          };
      if (second < 0x80 || opcode < 0x80) {
        throw new AssertionError("a client's frames are masked and whole");
      }
      var mask = new byte[4];
      left.get(mask);
      var payload = new byte[length];
      left.get(payload);
      for (var index = 0; index < length; index++) {
        payload[index] ^= mask[index % 4];
      }
      frames.add(word(opcode & 0x0f, payload));
    }
    return frames;
  }

  private static String word(int opcode, byte[] payload) {
    if (opcode == 8 && payload.length >= 2) {
      var status = ByteBuffer.wrap(payload).getShort() & 0xffff;
      return "8:" + status + new String(payload, 2, payload.length - 2, UTF_8);
    }
    return opcode + ":" + new String(payload, opcode == 1 ? UTF_8 : ISO_8859_1);
  }
}
