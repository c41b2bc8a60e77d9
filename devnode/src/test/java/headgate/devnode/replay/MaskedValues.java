package headgate.devnode.replay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values that are not compared, each with the reason: recording, JSON path, why. A mask that
 * hides nothing is an error, so that the list cannot outlive its reasons.
 */
public final class MaskedValues {
  private final List<List<String>> masks;
  private final Set<List<String>> used = new LinkedHashSet<>();

  /** Reads a list of the test resources. */
  public MaskedValues(String list) {
    masks = ListFile.read(list, 3);
  }

  /** Whether the value at a path of a recording is not compared. */
  public boolean hides(String recording, String path) {
    var hidden = false;
    for (var mask : masks) {
      if (matches(mask.get(0), recording) && matches(mask.get(1), path)) {
        used.add(mask);
        hidden = true;
      }
    }
    return hidden;
  }

  /** The masks that hid nothing. */
  List<List<String>> idle() {
    var idle = new ArrayList<>(masks);
    idle.removeAll(used);
    return idle;
  }

  /** A star stands for any text. */
  private static boolean matches(String pattern, String text) {
    var expression = new StringBuilder();
    for (var part : pattern.split("\\*", -1)) {
      expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return text.matches(expression.toString());
  }
}
