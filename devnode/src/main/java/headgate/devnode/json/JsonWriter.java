package headgate.devnode.json;

/** Writes values as text, compact, with the escapes that Go's encoder uses. */
public final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder();
  private final boolean escapeHtml;

  private JsonWriter(boolean escapeHtml) {
    this.escapeHtml = escapeHtml;
  }

  /** The text as a node sends it: {@code < > &} and the two line separators are escaped. */
  public static String write(Json value) {
    var writer = new JsonWriter(true);
    writer.append(value);
    return writer.out.toString();
  }

  /** The compact text without the escapes for HTML: what a transaction's data is measured by. */
  public static String compact(Json value) {
    var writer = new JsonWriter(false);
    writer.append(value);
    return writer.out.toString();
  }

  private void append(Json value) {
    switch (value) {
      case Json.Text(var text) -> quote(text);
      case Json.Numeral(var literal) -> out.append(literal);
      case Json.Bool(var flag) -> out.append(flag);
      case Json.Null() -> out.append("null");
      case Json.Items array -> appendItems(array);
      case Json.Members object -> appendMembers(object);
    }
  }

  private void appendItems(Json.Items array) {
    var separator = "[";
    for (var item : array.items()) {
      out.append(separator);
      append(item);
      separator = ",";
    }
    out.append(array.items().isEmpty() ? "[]" : "]");
  }

  private void appendMembers(Json.Members object) {
    var separator = "{";
    for (var member : object.members()) {
      out.append(separator);
      quote(member.name());
      out.append(':');
      append(member.value());
      separator = ",";
    }
    out.append(object.members().isEmpty() ? "{}" : "}");
  }

  private void quote(String text) {
    out.append('"');
    text.chars().forEach(code -> quoteCharacter((char) code));
    out.append('"');
  }

  private void quoteCharacter(char character) {
    switch (character) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      default -> {
        if (needsCode(character)) {
          appendCode(character);
        } else {
          out.append(character);
        }
      }
    }
  }

  private boolean needsCode(char character) {
    if (character < ' ' || character == '\u2028' || character == '\u2029') {
      return true;
    }
    return escapeHtml && (character == '<' || character == '>' || character == '&');
  }

  private void appendCode(char character) {
    out.append("\\u");
    for (var shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt(character >> shift & 0xF));
    }
  }
}
