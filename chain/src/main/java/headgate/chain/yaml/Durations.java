package headgate.chain.yaml;

import java.time.Duration;
import java.util.regex.Pattern;

/** Reads and writes spans of time as files show them: {@code 500ms}, {@code 2s}, {@code 5m}. */
public final class Durations {

  private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,8})(ms|s|m|h|d)");

  private Durations() {}

  /**
   * Reads a span of time: a whole number of at most nine digits and a unit (ms, s, m, h or d).
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static Duration parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a duration: write a whole number and ms, s, m, h or d");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /** Writes a span of time in the largest unit that keeps it whole; parts of a millisecond go. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1_000 != 0 || millis == 0) {
      return millis + "ms";
    }
    long seconds = millis / 1_000;
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
