package headgate.devnode.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/**
 * Reads the first JSON value of a text as Go's {@code encoding/json} decoder does.
 *
 * <p>It is lax on purpose, because a goloop node is: whatever follows the first value is ignored,
 * members of the same name are all kept (the reader of the tree decides), escapes in names are
 * decoded, bytes that are no UTF-8 and lone surrogates become U+FFFD. A byte order mark is an
 * error. Nesting deeper than {@link #DEPTH_MAX} is an error too (Go stops at 10,000).
 */
public final class LaxReader {
  /** The deepest nesting that is read. */
  public static final int DEPTH_MAX = 1_000;

  private final String text;
  private int at;

  private LaxReader(String text) {
    this.text = text;
  }

  /** The first value of a text in UTF-8. */
  public static Json first(byte[] utf8) throws JsonSyntaxException {
    return first(new String(utf8, StandardCharsets.UTF_8));
  }

  /** The first value of a text. */
  public static Json first(String text) throws JsonSyntaxException {
    return new LaxReader(text).value(0);
  }

  private Json value(int depth) throws JsonSyntaxException {
    if (depth > DEPTH_MAX) {
      throw failure("nested too deeply");
    }
    skipSpace();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new Json.Text(string());
      case 't' -> word("true", new Json.Bool(true));
      case 'f' -> word("false", new Json.Bool(false));
      case 'n' -> word("null", new Json.Null());
      default -> number();
    };
  }

  private Json object(int depth) throws JsonSyntaxException {
    var members = new ArrayList<Json.Member>();
    at++;
    skipSpace();
    if (take('}')) {
      return new Json.Members(members);
    }
    do {
      skipSpace();
      var name = string();
      skipSpace();
      expect(':');
      members.add(new Json.Member(name, value(depth + 1)));
      skipSpace();
    } while (take(','));
    expect('}');
    return new Json.Members(members);
  }

  private Json array(int depth) throws JsonSyntaxException {
    var items = new ArrayList<Json>();
    at++;
    skipSpace();
    if (take(']')) {
      return new Json.Items(items);
    }
    do {
      items.add(value(depth + 1));
      skipSpace();
    } while (take(','));
    expect(']');
    return new Json.Items(items);
  }

  private String string() throws JsonSyntaxException {
    expect('"');
    var start = at;
    while (peek() != '"' && peek() != '\\') {
      plainCharacter();
    }
    if (peek() == '"') {
      return text.substring(start, at++);
    }
    var decoded = new StringBuilder(text.substring(start, at));
    while (!take('"')) {
      decoded.append(peek() == '\\' ? escape() : plainCharacter());
    }
    return withoutLoneSurrogates(decoded);
  }

  private char plainCharacter() throws JsonSyntaxException {
    var character = peek();
    if (character < ' ') {
      throw failure("control character in a string");
    }
    at++;
    return character;
  }

  private char escape() throws JsonSyntaxException {
    at++;
    var kind = peek();
    at++;
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hexCharacter();
      default -> throw failure("unknown escape");
    };
  }

  private char hexCharacter() throws JsonSyntaxException {
    var code = 0;
    for (var digits = 0; digits < 4; digits++) {
      var digit = peek();
      var value = digit < 128 ? Character.digit(digit, 16) : -1;
      if (value < 0) {
        throw failure("bad unicode escape");
      }
      code = code << 4 | value;
      at++;
    }
    return (char) code;
  }

  private static String withoutLoneSurrogates(StringBuilder decoded) {
    var fixed = new StringBuilder(decoded.length());
    decoded
        .codePoints()
        .map(code ->
            code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE ? 0xFFFD : code)
        .forEach(fixed::appendCodePoint);
    return fixed.toString();
  }

  private Json number() throws JsonSyntaxException {
    var start = at;
    take('-');
    if (!take('0')) {
      digits();
    }
    if (take('.')) {
      digits();
    }
    if (take('e') || take('E')) {
      if (!take('+')) {
        take('-');
      }
      digits();
    }
    return new Json.Numeral(text.substring(start, at));
  }

  private void digits() throws JsonSyntaxException {
    var start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw failure("not a value");
    }
  }

  private Json word(String word, Json value) throws JsonSyntaxException {
    if (!text.startsWith(word, at)) {
      throw failure("not a value");
    }
    at += word.length();
    return value;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws JsonSyntaxException {
    if (at >= text.length()) {
      throw failure("unexpected end");
    }
    return text.charAt(at);
  }

  private boolean take(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) throws JsonSyntaxException {
    if (!take(wanted)) {
      throw failure("expected " + wanted);
    }
  }

  private JsonSyntaxException failure(String message) {
    return new JsonSyntaxException(message, at);
  }
}
