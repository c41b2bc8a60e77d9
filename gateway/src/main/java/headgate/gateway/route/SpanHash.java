package headgate.gateway.route;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * Hashes bytes that callers choose: with secrets of the process, so that nobody can find many that
 * share a place in a table.
 */
public final class SpanHash {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SECRET;
  private static final long OTHER_SECRET;

  static {
    var random = new SecureRandom();
    SECRET = random.nextLong();
    OTHER_SECRET = random.nextLong();
  }

  private SpanHash() {}

  /**
   * The hash of a span and what belongs to it; allocates nothing.
   *
   * @param begin a number that belongs to it, such as one that was {@link #mixed}
   * @param method another one
   */
  public static int of(long begin, int method, byte[] bytes, int from, int to) {
    var mixed = mixed(begin, method ^ ((long) (to - from) << 32));
    var at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      mixed = mixed(mixed, (long) EIGHT_BYTES.get(bytes, at));
    }
    var rest = 0L;
    for (; at < to; at++) {
      rest = (rest << Byte.SIZE) | (bytes[at] & 0xff);
    }
    return Long.hashCode(mixed(mixed, rest));
  }

  /** Two numbers in one. */
  public static long mixed(long before, long word) {
    var left = before ^ SECRET;
    var right = word ^ OTHER_SECRET;
    return (left * right) ^ Math.unsignedMultiplyHigh(left, right);
  }
}
