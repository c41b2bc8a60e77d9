package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.gateway.listen.websocket.Streams;
import java.nio.ByteBuffer;

/** Writes whole frames as a client must send them, masked (RFC 6455, sections 5.2 and 5.3). */
final class MaskedFrame {
  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int REASON_BYTES_MAX = 123;

  private MaskedFrame() {}

  /**
   * One frame.
   *
   * @param mask four bytes that nobody can foresee, so that no caller chooses what a proxy sees
   */
  static byte[] of(int opcode, byte[] payload, int mask) {
    var length = payload.length;
    var frame = ByteBuffer.allocate(length + (length < 126 ? 6 : length < 65_536 ? 8 : 14));
    frame.put((byte) (0x80 | opcode));
    if (length < 126) {
      frame.put((byte) (0x80 | length));
    } else if (length < 65_536) {
      frame.put((byte) (0x80 | 126)).putShort((short) length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(length);
    }
    frame.putInt(mask);
    for (var index = 0; index < length; index++) {
      frame.put((byte) (payload[index] ^ (mask >>> (24 - 8 * (index & 3)))));
    }
    return frame.array();
  }

  /** The payload of a close frame; a reason that is too long for one is left out. */
  static byte[] closing(int status, String reason) {
    if (status == Streams.NO_STATUS) {
      return new byte[0];
    }
    var text = reason.getBytes(UTF_8);
    var told = text.length > REASON_BYTES_MAX ? new byte[0] : text;
    return ByteBuffer.allocate(2 + told.length).putShort((short) status).put(told).array();
  }
}
