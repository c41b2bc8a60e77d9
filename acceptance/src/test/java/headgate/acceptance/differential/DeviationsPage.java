package headgate.acceptance.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The names in the first column of the table of deviations; a star stands for any text. */
final class DeviationsPage {
  private static final Path PAGE = Path.of("..", "docs", "deviations.md");
  private static final Pattern NAME = Pattern.compile("`([A-Za-z0-9_.*]+)`");

  private DeviationsPage() {}

  static List<String> names() {
    var names = new ArrayList<String>();
    try {
      for (var line : Files.readAllLines(PAGE)) {
        if (line.startsWith("| `")) {
          var matcher = NAME.matcher(line.substring(0, line.indexOf('|', 1)));
          while (matcher.find()) {
            names.add(matcher.group(1));
          }
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return names;
  }

  static boolean matches(String name, String recording) {
    return recording.matches(Pattern.quote(name).replace("*", "\\E.*\\Q"));
  }
}
