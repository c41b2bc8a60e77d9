package headgate.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The head of a message as its sender writes it every time: two pieces of bytes, and between them
 * the digits of the body's length.
 *
 * <p>Programs send the same head with every message; only the length differs. What was read with
 * all care once need not be read again when the very same bytes come: they mean what they meant. So
 * this is no second reader of HTTP, which could understand a head in another way than the first; it
 * compares bytes, and reads a decimal number. Whoever keeps one has read the head before, and found
 * one length in it.
 */
public final class KnownHead {
  /** Bytes of the longest head that is kept. */
  public static final int BYTES_MAX = 1024;

  /** Digits of the longest length that is read. */
  private static final int DIGITS_MAX = 8;

  private static final String LENGTH_FIELD = "\r\ncontent-length:";
  private static final String END = "\r\n\r\n";

  private final byte[] before;
  private final byte[] after;

  private KnownHead(byte[] before, byte[] after) {
    this.before = before;
    this.after = after;
  }

  /**
   * The head that some bytes begin with.
   *
   * @param bytes holds it up to {@code to}, and may hold more of the message
   * @return null where it is too long, names no length, or one that begins with 0
   */
  public static @Nullable KnownHead of(byte[] bytes, int to) {
    var text = new String(bytes, 0, Math.min(to, BYTES_MAX), US_ASCII);
    var end = text.indexOf(END) + END.length();
    var field = text.toLowerCase(Locale.ROOT).indexOf(LENGTH_FIELD);
    if (end < END.length() || field < 0 || field >= end - END.length()) {
      return null;
    }
    var from = field + LENGTH_FIELD.length();
    while (text.charAt(from) == ' ') {
      from++;
    }
    var rest = from;
    while (isDigit(bytes[rest])) {
      rest++;
    }
    var head = new KnownHead(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, rest, end));
    return head.length(bytes, to) < 0 ? null : head;
  }

  /**
   * The length that is announced where bytes begin with this head; -1 where they do not, also for a
   * length of 0 or one that begins with 0.
   */
  public int length(byte[] bytes, int to) {
    return length(bytes, 0, to);
  }

  /** The same of bytes between from and to. */
  public int length(byte[] bytes, int from, int to) {
    var digits = from + before.length;
    if (to <= digits || !Arrays.equals(bytes, from, digits, before, 0, before.length)) {
      return -1;
    }
    var at = digits;
    var length = 0;
    var last = Math.min(to, at + DIGITS_MAX);
    while (at < last && isDigit(bytes[at])) {
      length = 10 * length + bytes[at] - '0';
      at++;
    }
    var end = at + after.length;
    return bytes[digits] != '0'
            && at > digits
            && end <= to
            && Arrays.equals(bytes, at, end, after, 0, after.length)
        ? length
        : -1;
  }

  /** Bytes of the head where it announces such a length, above 0. */
  public int bytes(int length) {
    var digits = 1;
    for (var rest = length / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return before.length + digits + after.length;
  }

  private static boolean isDigit(byte letter) {
    return letter >= '0' && letter <= '9';
  }

  /** Whether both are the same bytes. */
  public boolean isLike(KnownHead other) {
    return Arrays.equals(before, other.before) && Arrays.equals(after, other.after);
  }

  /** A number that is the same for heads that are alike. */
  public int fingerprint() {
    return 31 * Arrays.hashCode(before) + Arrays.hashCode(after);
  }
}
