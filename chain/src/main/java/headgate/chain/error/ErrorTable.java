package headgate.chain.error;

import java.util.List;
import java.util.Optional;

/**
 * The kinds of error that nodes of a chain give, in the order in which they are tried.
 *
 * @param errors the first that matches counts
 */
public record ErrorTable(List<NodeError> errors) {

  /** What an error that no kind matches is taken for: an answer, which passes. */
  public static final NodeError OTHER =
      new NodeError(
          "other", new CodeRange(Integer.MIN_VALUE, Integer.MAX_VALUE), null, ErrorMeaning.ANSWER);

  /** Copies the list, so that the table stays as it is. */
  public ErrorTable {
    errors = List.copyOf(errors);
  }

  /**
   * The kind of an error, or {@link #OTHER}.
   *
   * @param code the error's code as the node gave it
   * @param message the error's message, decoded
   */
  public NodeError match(long code, String message) {
    for (var error : errors) {
      if (error.matches(code, message)) {
        return error;
      }
    }
    return OTHER;
  }

  /** The kind of a name. */
  public Optional<NodeError> named(String name) {
    return errors.stream().filter(error -> error.name().equals(name)).findFirst();
  }

  /** The earlier kind that leaves nothing to the one at an index, if there is one. */
  public Optional<NodeError> hiding(int index) {
    var hidden = errors.get(index);
    return errors.subList(0, index).stream().filter(earlier -> earlier.covers(hidden)).findFirst();
  }
}
