package headgate.gateway.listen;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Gathers one request's body under a bound.
 *
 * <p>Grows with what has really come, never with what a header promises: ten thousand callers that
 * announce a megabyte each cost nothing until they send it.
 */
final class BodyCollector {
  private static final int FIRST_BYTES = 1024;

  private final int bytesMax;
  private byte[] bytes = new byte[0];
  private int length;

  BodyCollector(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Adds what came; false where that would exceed the bound. */
  boolean add(ByteBuf content) {
    var more = content.readableBytes();
    if (more > bytesMax - length) {
      return false;
    }
    if (length + more > bytes.length) {
      var grown = Math.max(Math.max(FIRST_BYTES, length + more), 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, (int) Math.min(bytesMax, grown));
    }
    content.readBytes(bytes, length, more);
    length += more;
    return true;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Begins the next body; the last one's bytes stay with whoever took them. */
  void reset() {
    bytes = new byte[0];
    length = 0;
  }
}
