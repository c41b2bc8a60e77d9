package headgate.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Inputs that are files. */
final class Corpus {
  private Corpus() {}

  /** The inputs in a folder, by name; none where there is no such folder. */
  static List<Path> inputs(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static byte[] bytes(Path input) {
    try {
      return Files.readAllBytes(input);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
