package headgate.jsonrpc;

/**
 * Values of JSON spans that are already known to be well-formed; a span of a string has its quotes.
 */
public final class JsonText {

  private JsonText() {}

  /**
   * The text of a string.
   *
   * @throws IllegalArgumentException where the span is no string
   */
  public static String decode(byte[] bytes, int from, int to) {
    if (!isString(bytes, from, to)) {
      throw new IllegalArgumentException("not a JSON string");
    }
    return unquoted(bytes, from + 1, to - 1);
  }

  /** Whether the span is a string. */
  public static boolean isString(byte[] bytes, int from, int to) {
    return to - from >= 2 && bytes[from] == '"';
  }

  /** Whether the span is a string whose text, escapes decoded, is exactly this one. */
  public static boolean isText(byte[] bytes, int from, int to, String ascii) {
    if (!isString(bytes, from, to)) {
      return false;
    }
    int at = from + 1;
    for (int i = 0; i < ascii.length(); i++) {
      long read = at < to - 1 ? CodePoints.read(bytes, at) : -1;
      if (CodePoints.codePoint(read) != ascii.charAt(i)) {
        return false;
      }
      at = CodePoints.next(read);
    }
    return at == to - 1;
  }

  /**
   * A height: a string of {@code 0x} and lower-case hexadecimal digits without leading zeros (as
   * goloop and Ethereum nodes write it), decimal digits in a string, or a whole decimal number. -1
   * where the span is anything else or the height does not fit into 63 bits.
   */
  public static long height(byte[] bytes, int from, int to) {
    boolean quoted = isString(bytes, from, to);
    int at = quoted ? from + 1 : from;
    int end = quoted ? to - 1 : to;
    if (quoted && bytes[at] == '0' && bytes[at + 1] == 'x') {
      return digits(bytes, at + 2, end, 16);
    }
    return digits(bytes, at, end, 10);
  }

  private static long digits(byte[] bytes, int from, int to, int radix) {
    boolean leadingZero = to - from > 1 && bytes[from] == '0';
    if (from >= to || leadingZero) {
      return -1;
    }
    long value = 0;
    for (int at = from; at < to; at++) {
      int digit = bytes[at] >= 'A' && bytes[at] <= 'Z' ? -1 : Character.digit(bytes[at], radix);
      if (digit < 0 || value > (Long.MAX_VALUE - digit) / radix) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }

  /** The text between two quotes. */
  static String unquoted(byte[] bytes, int from, int to) {
    var text = new StringBuilder(to - from);
    for (int at = from; at < to; ) {
      long read = CodePoints.read(bytes, at);
      text.appendCodePoint(CodePoints.codePoint(read));
      at = CodePoints.next(read);
    }
    return text.toString();
  }

  static boolean hasEscapes(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == '\\') {
        return true;
      }
    }
    return false;
  }
}
