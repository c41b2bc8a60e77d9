package headgate.acceptance.pair;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files for HAProxy that come with the gateway. */
final class Deployed {
  static final String CONFIG = "headgate.cfg";
  static final String PATTERN = "icon-reads.pattern";

  private Deployed() {}

  static String text(String name) {
    try {
      return Files.readString(folder().resolve(name));
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  private static Path folder() {
    var at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("deploy/haproxy"))) {
      at = at.getParent();
    }
    return at == null ? Path.of("deploy/haproxy") : at.resolve("deploy/haproxy");
  }
}
