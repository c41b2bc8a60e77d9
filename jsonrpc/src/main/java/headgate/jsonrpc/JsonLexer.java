package headgate.jsonrpc;

/**
 * The tokens of JSON, after RFC 8259 to the letter: UTF-8 in its shortest form without surrogates,
 * no control character in a string, numbers by the grammar and never as a value.
 *
 * <p>A method takes the index of a token and gives the index after it, or -1 where there is no such
 * token. An index of -1 goes through every method as -1, so that callers check once, at the end.
 */
final class JsonLexer {

  private byte[] bytes = {};
  private int end;
  private boolean loneSurrogate;

  void reset(byte[] text, int to) {
    bytes = text;
    end = to;
    loneSurrogate = false;
  }

  /** Whether a string since {@link #forgetSurrogates} held half of a surrogate pair. */
  boolean sawLoneSurrogate() {
    return loneSurrogate;
  }

  void forgetSurrogates() {
    loneSurrogate = false;
  }

  /** The byte at an index, or NUL before the begin and after the end: no token begins with it. */
  byte peek(int at) {
    return at >= 0 && at < end ? bytes[at] : 0;
  }

  int skipBlanks(int from) {
    int at = from;
    while (isBlank(peek(at))) {
      at++;
    }
    return at;
  }

  /** One punctuation mark and the blanks around it. */
  int mark(int from, char mark) {
    int at = skipBlanks(from);
    return peek(at) == mark ? skipBlanks(at + 1) : -1;
  }

  /** A string, a number or a literal. */
  int scalar(int at) {
    return switch (peek(at)) {
      case '"' -> string(at);
      case 't' -> literal(at, "true");
      case 'f' -> literal(at, "false");
      case 'n' -> literal(at, "null");
      default -> number(at);
    };
  }

  /** A string with its quotes. */
  int string(int from) {
    if (peek(from) != '"') {
      return -1;
    }
    int at = from + 1;
    while (at >= 0 && at < end) {
      at = PlainText.end(bytes, at, end);
      byte odd = peek(at);
      if (odd == '"') {
        return at + 1;
      }
      at = odd == '\\' ? escape(at) : utf8(at);
    }
    return -1;
  }

  private int escape(int at) {
    return switch (peek(at + 1)) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
      case 'u' -> unicode(at);
      default -> -1;
    };
  }

  private int unicode(int at) {
    int unit = unit(at);
    if (unit < 0) {
      return -1;
    }
    if (Character.isHighSurrogate((char) unit) && Character.isLowSurrogate((char) unit(at + 6))) {
      return at + 12;
    }
    if (Character.isSurrogate((char) unit)) {
      loneSurrogate = true;
    }
    return at + 6;
  }

  /** The code unit of a whole {@code \}{@code uXXXX}, or -1, which as a char is no surrogate. */
  private int unit(int at) {
    boolean whole = at + 6 <= end && bytes[at] == '\\' && bytes[at + 1] == 'u';
    return whole ? CodePoints.hex(bytes, at + 2) : -1;
  }

  /** One multi-byte character, after table 3-7 of the Unicode standard. */
  private int utf8(int at) {
    int first = peek(at) & 0xFF;
    if (first >= 0xC2 && first <= 0xDF) {
      return tails(at + 1, 1);
    }
    if (first >= 0xE0 && first <= 0xEF) {
      int low = first == 0xE0 ? 0xA0 : 0x80;
      int high = first == 0xED ? 0x9F : 0xBF;
      return isWithin(at + 1, low, high) ? tails(at + 2, 1) : -1;
    }
    if (first >= 0xF0 && first <= 0xF4) {
      int low = first == 0xF0 ? 0x90 : 0x80;
      int high = first == 0xF4 ? 0x8F : 0xBF;
      return isWithin(at + 1, low, high) ? tails(at + 2, 2) : -1;
    }
    return -1;
  }

  private int tails(int from, int count) {
    for (int at = from; at < from + count; at++) {
      if (!isWithin(at, 0x80, 0xBF)) {
        return -1;
      }
    }
    return from + count;
  }

  private boolean isWithin(int at, int low, int high) {
    int value = peek(at) & 0xFF;
    return value >= low && value <= high;
  }

  private int number(int from) {
    int at = peek(from) == '-' ? from + 1 : from;
    at = peek(at) == '0' ? at + 1 : digits(at);
    if (at >= 0 && peek(at) == '.') {
      at = digits(at + 1);
    }
    if (at >= 0 && (peek(at) == 'e' || peek(at) == 'E')) {
      byte sign = peek(at + 1);
      at = digits(sign == '+' || sign == '-' ? at + 2 : at + 1);
    }
    return at;
  }

  /** One digit at least. */
  private int digits(int from) {
    int at = from;
    while (isDigit(peek(at))) {
      at++;
    }
    return at == from ? -1 : at;
  }

  private int literal(int from, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (peek(from + i) != word.charAt(i)) {
        return -1;
      }
    }
    return from + word.length();
  }

  static boolean isBlank(byte value) {
    return value == ' ' || value == '\n' || value == '\r' || value == '\t';
  }

  static boolean isDigit(byte value) {
    return value >= '0' && value <= '9';
  }
}
