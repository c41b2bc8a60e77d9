package headgate.chain.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one most likely stands for. */
public final class NearestName {

  private static final int NAME_CHARACTERS_MAX = 64;

  private NearestName() {}

  /**
   * The known name with the fewest edits to the given one, if they are few enough to be a slip: at
   * most a third of the name's length, or one, and fewer than its letters. Case never counts.
   *
   * @param name what was typed
   * @param known what could have been meant
   * @return the nearest name, the first in alphabetical order where several are equally near
   */
  public static Optional<String> of(String name, Collection<String> known) {
    if (name.length() > NAME_CHARACTERS_MAX) {
      return Optional.empty();
    }
    return known.stream()
        .filter(candidate -> isNear(name, candidate))
        .min(
            Comparator.comparingInt((String candidate) -> edits(name, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static boolean isNear(String name, String candidate) {
    int edits = edits(name, candidate);
    return edits <= Math.max(1, name.length() / 3)
        && edits < Math.max(1, Math.min(name.length(), candidate.length()));
  }

  /**
   * A half sentence to end a message with: {@code , did you mean "pin"?}, or nothing.
   *
   * @param name what was typed
   * @param known what could have been meant
   */
  public static String hint(String name, Collection<String> known) {
    return of(name, known).map(nearest -> ", did you mean \"" + nearest + "\"?").orElse("");
  }

  /** Counts insertions, deletions and replacements, and a swap of neighbours as one. */
  private static int edits(String left, String right) {
    var from = left.toLowerCase(Locale.ROOT);
    var to = right.toLowerCase(Locale.ROOT);
    var table = new int[from.length() + 1][to.length() + 1];
    for (int row = 0; row <= from.length(); row++) {
      for (int column = 0; column <= to.length(); column++) {
        table[row][column] = cheapest(table, from, to, row, column);
      }
    }
    return table[from.length()][to.length()];
  }

  private static int cheapest(int[][] table, String from, String to, int row, int column) {
    if (row == 0 || column == 0) {
      return row + column;
    }
    boolean same = from.charAt(row - 1) == to.charAt(column - 1);
    int best =
        Math.min(
            table[row - 1][column - 1] + (same ? 0 : 1),
            1 + Math.min(table[row - 1][column], table[row][column - 1]));
    boolean swapped =
        row > 1
            && column > 1
            && from.charAt(row - 1) == to.charAt(column - 2)
            && from.charAt(row - 2) == to.charAt(column - 1);
    return swapped ? Math.min(best, table[row - 2][column - 2] + 1) : best;
  }
}
