package headgate.chain.method;

import headgate.chain.yaml.Default;
import headgate.chain.yaml.InvalidKey;

/**
 * The height that an answer shows, which is the least height of the node that gave it.
 *
 * @param path where the number stands in the result
 * @param plus what to add: the result of a transaction in block B shows a node at B + 1; 0 to 100
 */
public record AnswerHeight(FieldPath path, @Default("0") int plus) {

  private static final int PLUS_MAX = 100;

  /** Refuses a distance that no chain has. */
  public AnswerHeight {
    if (plus < 0 || plus > PLUS_MAX) {
      throw new InvalidKey("plus", "has to be 0 to " + PLUS_MAX);
    }
  }
}
