package headgate.chain.error;

import java.util.regex.Pattern;

/**
 * One JSON-RPC error code, or all codes from one to another.
 *
 * @param first the lowest code
 * @param last the highest code
 */
public record CodeRange(int first, int last) {

  private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,9})(?:\\.\\.(-?[0-9]{1,9}))?");

  /** Refuses a range that holds no code. */
  public CodeRange {
    if (first > last) {
      throw new IllegalArgumentException(first + ".." + last + " is empty: write the lower first");
    }
  }

  /**
   * Reads the written form: {@code -31004}, or {@code -30999..-30001} from the lower to the higher.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static CodeRange parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is neither a code (-31004) nor a range (-30999..-30001)");
    }
    int first = Integer.parseInt(matcher.group(1));
    return new CodeRange(
        first, matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2)));
  }

  /** Whether the range holds a code. */
  public boolean contains(long code) {
    return code >= first && code <= last;
  }

  /** Whether the range holds all of another. */
  public boolean covers(CodeRange other) {
    return contains(other.first) && contains(other.last);
  }

  /** The written form. */
  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + ".." + last;
  }
}
