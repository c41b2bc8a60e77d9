package headgate.devnode.clock;

import java.math.BigDecimal;

/** Durations as Go prints them: {@code 1h54m58.828943s}, {@code 100ms}, {@code 2µs}. */
public final class GoDuration {
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private GoDuration() {}

  /** The text of a number of microseconds. */
  public static String ofMicros(long micros) {
    if (micros < 0) {
      return "-" + ofMicros(-micros);
    }
    if (micros == 0) {
      return "0s";
    }
    if (micros < 1_000) {
      return micros + "µs";
    }
    if (micros < SECOND) {
      return decimal(micros, 3) + "ms";
    }
    var hours = micros / HOUR;
    var minutes = micros % HOUR / MINUTE;
    var text = new StringBuilder();
    if (hours > 0) {
      text.append(hours).append('h');
    }
    if (hours > 0 || minutes > 0) {
      text.append(minutes).append('m');
    }
    return text.append(decimal(micros % MINUTE, 6)).append('s').toString();
  }

  private static String decimal(long value, int scale) {
    var decimal = BigDecimal.valueOf(value, scale);
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }
}
