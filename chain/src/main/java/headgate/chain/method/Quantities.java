package headgate.chain.method;

import java.util.regex.Pattern;

/** Reads and writes whole numbers as nodes show them: {@code 0x1f}, or plain decimal digits. */
public final class Quantities {

  private static final Pattern HEX = Pattern.compile("0x(0|[1-9a-f][0-9a-f]{0,15})");
  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");

  private Quantities() {}

  /**
   * The number, or -1 where the text is none, is negative or exceeds 2^63 - 1.
   *
   * @param text hexadecimal with {@code 0x} in lower case without leading zeros, or decimal digits
   */
  public static long parse(String text) {
    if (HEX.matcher(text).matches()) {
      long value = Long.parseUnsignedLong(text, 2, text.length(), 16);
      return value < 0 ? -1 : value;
    }
    if (!DECIMAL.matcher(text).matches()) {
      return -1;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException tooLarge) {
      return -1;
    }
  }

  /** The hexadecimal form, such as {@code 0x1f}. */
  public static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
