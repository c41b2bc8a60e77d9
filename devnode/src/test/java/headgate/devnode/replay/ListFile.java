package headgate.devnode.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A list in a text file: fields parted by bars, and lines that begin with # are comments. */
final class ListFile {
  private ListFile() {}

  static List<List<String>> read(String name, int fields) {
    try (var in = ListFile.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.split("\\s*\\|\\s*", fields)))
          .peek(line -> {
            if (line.size() != fields) {
              throw new IllegalStateException(name + ": " + line);
            }
          })
          .toList();
    } catch (IOException unreadable) {
      throw new IllegalStateException(name, unreadable);
    }
  }
}
