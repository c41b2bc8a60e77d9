package headgate.chain.method;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A place in a JSON value: the names that lead to it, outermost first.
 *
 * <p>It is written as names joined by dots ({@code data.method}); {@code .} alone is the value
 * itself. A name that is a number is an index where the value is an array ({@code 1} is the second
 * positional parameter). There are no wildcards and no brackets.
 *
 * @param names at most eight, each of letters, digits, {@code _} and {@code -}; empty for the value
 *     itself
 */
public record FieldPath(List<String> names) {

  /** The value itself. */
  public static final FieldPath WHOLE = new FieldPath(List.of());

  private static final int NAMES_MAX = 8;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Refuses names that a dotted path cannot show. */
  public FieldPath {
    names = List.copyOf(names);
    if (names.size() > NAMES_MAX) {
      throw new IllegalArgumentException("a path has at most " + NAMES_MAX + " names");
    }
    for (var name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "a path is names joined by dots, and \"" + name + "\" is not a name");
      }
    }
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static FieldPath parse(String text) {
    return text.equals(".") ? WHOLE : new FieldPath(List.of(text.split("\\.", -1)));
  }

  /** Whether the path is the value itself. */
  public boolean isWhole() {
    return names.isEmpty();
  }

  /** The names joined by dots, with nothing for the value itself. */
  public String dotted() {
    return String.join(".", names);
  }

  /** The written form. */
  @Override
  public String toString() {
    return isWhole() ? "." : String.join(".", names);
  }
}
