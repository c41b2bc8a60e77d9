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
  private static final byte[] NO_BYTES = {};

  /** What became of some bytes. */
  enum Outcome {
    /** They are part of the body now. */
    TAKEN,
    /** The body would exceed its bound. */
    TOO_LARGE,
    /** The process holds as much as it may. */
    NO_ROOM
  }

  private final int bytesMax;
  private final HeldBytes held;
  private byte[] bytes = NO_BYTES;
  private int length;

  BodyCollector(int bytesMax, HeldBytes held) {
    this.bytesMax = bytesMax;
    this.held = held;
  }

  /** Adds what came. */
  Outcome add(ByteBuf content) {
    var more = content.readableBytes();
    if (more > bytesMax - length) {
      return Outcome.TOO_LARGE;
    }
    if (!grow(length + more)) {
      return Outcome.NO_ROOM;
    }
    content.readBytes(bytes, length, more);
    length += more;
    return Outcome.TAKEN;
  }

  private boolean grow(int needed) {
    if (needed <= bytes.length) {
      return true;
    }
    var room = (int) Math.min(bytesMax, Math.max(Math.max(FIRST_BYTES, needed), 2L * bytes.length));
    if (!held.tryGrow(room - bytes.length, room)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, room);
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
    bytes = NO_BYTES;
    length = 0;
  }
}
