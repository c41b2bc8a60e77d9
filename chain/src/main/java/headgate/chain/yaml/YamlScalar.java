package headgate.chain.yaml;

/**
 * A single YAML value, kept as the text that the file shows.
 *
 * @param at where the value begins
 * @param text the text without quotes
 * @param form what the text is allowed to be read as
 */
public record YamlScalar(Position at, String text, Form form) implements YamlNode {

  /** What a scalar can be read as: a quoted number, for instance, is text and nothing else. */
  public enum Form {
    /** Nothing stands there, or {@code null} or {@code ~} does. */
    EMPTY,
    /** Text: quoted, or plain and neither a number nor a truth value. */
    TEXT,
    /** A plain number. */
    NUMBER,
    /** Plain {@code true} or {@code false}. */
    TRUTH;

    /** The form that a text would have if it stood in a file without quotes. */
    static Form ofPlain(String text) {
      if (text.equals("true") || text.equals("false")) {
        return TRUTH;
      }
      return text.matches("-?[0-9]+(\\.[0-9]+)?") ? NUMBER : TEXT;
    }
  }
}
