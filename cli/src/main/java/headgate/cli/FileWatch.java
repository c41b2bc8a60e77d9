package headgate.cli;

import headgate.chain.yaml.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the configuration file and has it read anew once it has changed.
 *
 * <p>The file is looked at, not its folder's events: so it does not matter whether it was written
 * in place, renamed over, or is a link that leads elsewhere now. It has to say the same twice in a
 * row, so that a file which is being written is not taken for a whole one.
 */
final class FileWatch {
  /** How often it is looked at. */
  static final Duration EVERY = Duration.ofSeconds(2);

  private final Path file;
  private final Runnable reload;
  private int taken;
  private int seen;

  /** A watch on a file that has been read. */
  FileWatch(Path file, Runnable reload) {
    this.file = file;
    this.reload = reload;
    taken = content();
    seen = taken;
  }

  /** Looks until the process ends, on a thread of its own. */
  void start() {
    Thread.ofVirtual()
        .name("headgate-watch")
        .start(() -> {
          while (true) {
            LockSupport.parkNanos(EVERY.toNanos());
            look();
          }
        });
  }

  /** Looks once. */
  void look() {
    var now = content();
    if (now == seen && now != taken) {
      taken = now;
      reload.run();
    }
    seen = now;
  }

  /**
   * What tells its content from another one, as far as a configuration may go; a file that cannot
   * be read now says nothing new.
   */
  private int content() {
    try (var stream = Files.newInputStream(file)) {
      return Arrays.hashCode(stream.readNBytes(StrictYaml.FILE_BYTES_MAX + 1));
    } catch (IOException unreadable) {
      return taken;
    }
  }
}
