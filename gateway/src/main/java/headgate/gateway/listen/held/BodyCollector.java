package headgate.gateway.listen.held;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Gathers one request's body under a bound.
 *
 * <p>Grows with what has really come, never with what a header promises: ten thousand callers that
 * announce a megabyte each cost nothing until they send it.
 */
public final class BodyCollector {
  private static final int FIRST_BYTES = 1024;
  private static final byte[] NO_BYTES = {};

  /** What became of some bytes. */
  public enum Outcome {
    /** They are part of the body now. */
    TAKEN,
    /** The body would exceed its bound. */
    TOO_LARGE,
    /** The process holds as much as it may. */
    NO_ROOM
  }

  private final HeldBytes held;
  private byte[] bytes = NO_BYTES;
  private int length;

  /** An empty body. */
  public BodyCollector(HeldBytes held) {
    this.held = held;
  }

  /** Adds what came to a body that may have so many bytes. */
  public Outcome add(ByteBuf content, int bytesMax) {
    var more = content.readableBytes();
    if (more > bytesMax - length) {
      return Outcome.TOO_LARGE;
    }
    if (!grow(length + more, FIRST_BYTES, bytesMax)) {
      return Outcome.NO_ROOM;
    }
    content.readBytes(bytes, length, more);
    length += more;
    return Outcome.TAKEN;
  }

  /** A whole body, which lies between from and to, and takes no more room than it has bytes. */
  public Outcome whole(byte[] content, int from, int to, int bytesMax) {
    var all = to - from;
    if (all > bytesMax) {
      return Outcome.TOO_LARGE;
    }
    if (!grow(all, all, bytesMax)) {
      return Outcome.NO_ROOM;
    }
    System.arraycopy(content, from, bytes, 0, all);
    length = all;
    return Outcome.TAKEN;
  }

  private boolean grow(int needed, int least, int bytesMax) {
    if (needed <= bytes.length) {
      return true;
    }
    var room = (int) Math.min(bytesMax, Math.max(Math.max(least, needed), 2L * bytes.length));
    if (!held.tryGrow(room - bytes.length, room)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, room);
    return true;
  }

  /** The bytes, valid up to {@link #length()}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Bytes of the body so far. */
  public int length() {
    return length;
  }

  /** Begins the next body; the last one's bytes stay with whoever took them. */
  public void reset() {
    bytes = NO_BYTES;
    length = 0;
  }
}
