package headgate.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Sizes and durations as a file writes them: {@code 64MiB}, {@code 500ms}. */
final class Units {
  private static final Pattern AMOUNT = Pattern.compile("(0|[1-9][0-9]{0,17})([A-Za-z]*)");
  private static final Map<String, Long> BYTES =
      Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

  private Units() {}

  /** Bytes, or nothing where the text is no size; a bare number counts bytes. */
  static OptionalLong parseBytes(String text) {
    return parse(text, BYTES);
  }

  /** A duration, or nothing where the text is none; only {@code 0} needs no unit. */
  static Optional<Duration> parseDuration(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    var millis = parse(text, MILLIS);
    return millis.isPresent()
        ? Optional.of(Duration.ofMillis(millis.getAsLong()))
        : Optional.empty();
  }

  static String bytes(long value) {
    for (var unit : List.of("GiB", "MiB", "KiB")) {
      var size = BYTES.getOrDefault(unit, 1L);
      if (value != 0 && value % size == 0) {
        return value / size + unit;
      }
    }
    return value + "B";
  }

  static String duration(Duration value) {
    var millis = value.toMillis();
    for (var unit : List.of("h", "m", "s")) {
      var size = MILLIS.getOrDefault(unit, 1L);
      if (millis != 0 && millis % size == 0) {
        return millis / size + unit;
      }
    }
    return millis + "ms";
  }

  private static OptionalLong parse(String text, Map<String, Long> units) {
    var matcher = AMOUNT.matcher(text);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    var unit = units.get(matcher.group(2));
    if (unit == null) {
      return OptionalLong.empty();
    }
    var amount = Long.parseLong(matcher.group(1));
    return amount > Long.MAX_VALUE / unit ? OptionalLong.empty() : OptionalLong.of(amount * unit);
  }
}
