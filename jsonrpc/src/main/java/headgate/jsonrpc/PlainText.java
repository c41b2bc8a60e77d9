package headgate.jsonrpc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Runs of plain string text, eight bytes at a time: printable ASCII that is neither a quote nor a
 * backslash.
 */
final class PlainText {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long SPACES = ' ' * ONES;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;

  private PlainText() {}

  /** The first index from {@code from} on whose byte is not plain, or {@code to}. */
  static int end(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long odd = oddBytes((long) LONGS.get(bytes, at));
      if (odd != 0) {
        return at + (Long.numberOfTrailingZeros(odd) >>> 3);
      }
    }
    while (at < to && isPlain(bytes[at])) {
      at++;
    }
    return at;
  }

  static boolean isPlain(byte value) {
    return value >= ' ' && value != '"' && value != '\\';
  }

  /**
   * The high bit of each byte that is not plain. A subtraction may borrow from the byte above an
   * odd one, so only the lowest bit that is set can be trusted; the lowest is the first in the
   * text.
   */
  private static long oddBytes(long word) {
    long belowSpace = word - SPACES;
    long quote = (word ^ QUOTES) - ONES;
    long backslash = (word ^ BACKSLASHES) - ONES;
    return (belowSpace | quote | backslash | word) & HIGH_BITS;
  }
}
