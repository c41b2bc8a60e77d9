package headgate.jsonrpc;

/**
 * Code points of JSON strings whose text is already known to be well-formed, read from raw UTF-8
 * and from escapes alike, so that a name, its escaped forms and its folds compare without a decoded
 * copy. Half of a surrogate pair, escaped, reads as itself.
 */
final class CodePoints {

  private CodePoints() {}

  /** The code point at {@code at} in the low 32 bits, the index after it in the high 32. */
  static long read(byte[] bytes, int at) {
    int first = bytes[at];
    if (first == '\\') {
      return escaped(bytes, at + 1);
    }
    if (first >= 0) {
      return packed(at + 1, first);
    }
    if (first < (byte) 0xE0) {
      return packed(at + 2, (first & 0x1F) << 6 | tail(bytes, at + 1));
    }
    if (first < (byte) 0xF0) {
      return packed(at + 3, (first & 0x0F) << 12 | tail(bytes, at + 1) << 6 | tail(bytes, at + 2));
    }
    return packed(
        at + 4,
        (first & 0x07) << 18
            | tail(bytes, at + 1) << 12
            | tail(bytes, at + 2) << 6
            | tail(bytes, at + 3));
  }

  static int codePoint(long read) {
    return (int) read;
  }

  static int next(long read) {
    return (int) (read >>> 32);
  }

  /** Whether two strings, given without their quotes, are the same text. */
  static boolean equal(byte[] bytes, int from, int to, byte[] others, int otherFrom, int otherTo) {
    return compare(bytes, from, to, others, otherFrom, otherTo, false);
  }

  /** Whether two strings, given without their quotes, are the same text under simple folding. */
  static boolean equalFolded(
      byte[] bytes, int from, int to, byte[] others, int otherFrom, int otherTo) {
    return compare(bytes, from, to, others, otherFrom, otherTo, true);
  }

  /**
   * The representative of all code points that Go's {@code strings.EqualFold} holds for equal to
   * this one. It is Unicode's simple folding: the Kelvin sign is a k, the long s is an s, and the
   * two Turkish letters i fold to nothing but themselves.
   */
  static int fold(int codePoint) {
    if (codePoint < 0x80) {
      return codePoint >= 'A' && codePoint <= 'Z' ? codePoint | 0x20 : codePoint;
    }
    if (codePoint == 0x130 || codePoint == 0x131) {
      return codePoint;
    }
    return Character.toLowerCase(Character.toUpperCase(codePoint));
  }

  /** A hash that fold-equal strings share; collisions are easy to make. */
  static int foldHash(byte[] bytes, int from, int to) {
    int hash = 1;
    for (int at = from; at < to; ) {
      int value = bytes[at];
      if (value >= 0 && value != '\\') {
        at++;
      } else {
        long read = read(bytes, at);
        value = codePoint(read);
        at = next(read);
      }
      hash = 31 * hash + fold(value);
    }
    return hash;
  }

  private static boolean compare(
      byte[] bytes, int from, int to, byte[] others, int otherFrom, int otherTo, boolean folded) {
    int at = from;
    int otherAt = otherFrom;
    while (at < to && otherAt < otherTo) {
      long read = read(bytes, at);
      long otherRead = read(others, otherAt);
      if (codePoint(read) != codePoint(otherRead)
          && !(folded && fold(codePoint(read)) == fold(codePoint(otherRead)))) {
        return false;
      }
      at = next(read);
      otherAt = next(otherRead);
    }
    return at >= to && otherAt >= otherTo;
  }

  /** {@code at} is the index after the backslash. */
  private static long escaped(byte[] bytes, int at) {
    return switch (bytes[at]) {
      case 'b' -> packed(at + 1, '\b');
      case 'f' -> packed(at + 1, '\f');
      case 'n' -> packed(at + 1, '\n');
      case 'r' -> packed(at + 1, '\r');
      case 't' -> packed(at + 1, '\t');
      case 'u' -> unicode(bytes, at + 1);
      default -> packed(at + 1, bytes[at]);
    };
  }

  private static long unicode(byte[] bytes, int at) {
    int unit = hex(bytes, at);
    if (Character.isHighSurrogate((char) unit)
        && at + 10 <= bytes.length
        && bytes[at + 4] == '\\'
        && bytes[at + 5] == 'u') {
      int second = hex(bytes, at + 6);
      if (second >= 0 && Character.isLowSurrogate((char) second)) {
        return packed(at + 10, Character.toCodePoint((char) unit, (char) second));
      }
    }
    return packed(at + 4, unit);
  }

  /** Four hexadecimal digits, or -1 where one is none. */
  static int hex(byte[] bytes, int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      value = value << 4 | Character.digit(bytes[i], 16);
    }
    return value;
  }

  private static int tail(byte[] bytes, int at) {
    return bytes[at] & 0x3F;
  }

  private static long packed(int next, int codePoint) {
    return (long) next << 32 | codePoint;
  }
}
