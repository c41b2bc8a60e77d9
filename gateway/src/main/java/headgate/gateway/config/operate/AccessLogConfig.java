package headgate.gateway.config.operate;

import headgate.gateway.config.Rules;
import java.time.Duration;

/**
 * Where a line is written for each call.
 *
 * @param file a file's path, {@value #STANDARD_OUTPUT} for the standard output, empty for no log
 * @param sample of so many answered requests one is written; what was refused, failed or slow is
 *     written whatever the sample, until there is too much of it
 * @param slow a call that takes so long or longer is slow
 */
public record AccessLogConfig(String file, int sample, Duration slow) {
  /** In place of a file's path. */
  public static final String STANDARD_OUTPUT = "-";

  private static final int SAMPLE_MAX = 1_000_000;
  private static final Duration SLOW_LEAST = Duration.ofMillis(1);
  private static final Duration SLOW_MOST = Duration.ofHours(1);

  public AccessLogConfig {
    new Rules()
        .that("file", file.chars().noneMatch(Character::isISOControl), "must be a file's path")
        .within("sample", sample, 1, SAMPLE_MAX)
        .within("slow", slow, SLOW_LEAST, SLOW_MOST)
        .check();
  }

  /** Nothing is written; where a file is named, every call is. */
  public static AccessLogConfig defaults() {
    return new AccessLogConfig("", 1, Duration.ofSeconds(1));
  }

  /** The same, written there. */
  public AccessLogConfig to(String newFile) {
    return new AccessLogConfig(newFile, sample, slow);
  }

  /** Whether anything is written. */
  public boolean on() {
    return !file.isEmpty();
  }
}
