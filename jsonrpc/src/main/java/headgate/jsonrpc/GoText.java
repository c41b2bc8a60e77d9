package headgate.jsonrpc;

/** Text as goloop writes it, so that an error of the gateway reads like one of the node. */
final class GoText {

  private static final int NAME_CODE_POINTS_MAX = 64;

  private GoText() {}

  /**
   * A JSON string with its quotes, escaped as Go's {@code encoding/json} does it: also {@code <},
   * {@code >}, {@code &} and the two line separators of Unicode; half of a surrogate pair becomes
   * U+FFFD.
   */
  static String json(String text) {
    var json = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(codePoint -> appendJson(json, codePoint));
    return json.append('"').toString();
  }

  private static void appendJson(StringBuilder json, int codePoint) {
    switch (codePoint) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      case '<', '>', '&', 0x2028, 0x2029 -> json.append("\\u%04x".formatted(codePoint));
      default -> {
        if (codePoint < ' ') {
          json.append("\\u%04x".formatted(codePoint));
        } else if (isSurrogate(codePoint)) {
          json.append("\\ufffd");
        } else {
          json.appendCodePoint(codePoint);
        }
      }
    }
  }

  /** Half of a pair, which Go's decoder never hands on: it reads U+FFFD there. */
  private static boolean isSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  /**
   * A name within an error text: Go's {@code %q} with single quotes, cut after 64 code points so
   * that a caller's key cannot blow up its own error.
   */
  static String quotedName(String name) {
    var text = new StringBuilder("'");
    name.codePoints()
        .limit(NAME_CODE_POINTS_MAX)
        .map(codePoint -> isSurrogate(codePoint) ? 0xFFFD : codePoint)
        .forEach(codePoint -> appendName(text, codePoint));
    return text.append('\'').toString();
  }

  private static void appendName(StringBuilder text, int codePoint) {
    switch (codePoint) {
      case 0x07 -> text.append("\\a");
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      case 0x0B -> text.append("\\v");
      case '\\' -> text.append("\\\\");
      // %q escapes the double quote, then goloop turns each double quote into a single one.
      case '"' -> text.append("\\'");
      default -> appendPrintable(text, codePoint);
    }
  }

  private static void appendPrintable(StringBuilder text, int codePoint) {
    if (isPrintable(codePoint)) {
      text.appendCodePoint(codePoint);
    } else if (codePoint < 0x80) {
      text.append("\\x%02x".formatted(codePoint));
    } else if (codePoint < 0x10000) {
      text.append("\\u%04x".formatted(codePoint));
    } else {
      text.append("\\U%08x".formatted(codePoint));
    }
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> true;
    };
  }
}
