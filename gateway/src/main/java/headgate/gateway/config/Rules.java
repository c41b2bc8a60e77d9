package headgate.gateway.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rules of one record: they are all tried before the first failure is thrown. */
final class Rules {
  private final List<InvalidSettings.Broken> broken = new ArrayList<>();

  Rules that(String key, boolean holds, String message) {
    if (!holds) {
      broken.add(new InvalidSettings.Broken(key, message));
    }
    return this;
  }

  Rules within(String key, long value, long min, long max) {
    return that(
        key, value >= min && value <= max, "must be " + min + " to " + max + ", not " + value);
  }

  Rules bytesWithin(String key, long value, long min, long max) {
    return that(
        key,
        value >= min && value <= max,
        "must be " + Units.bytes(min) + " to " + Units.bytes(max) + ", not " + Units.bytes(value));
  }

  Rules within(String key, Duration value, Duration min, Duration max) {
    return that(
        key,
        value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
        "must be "
            + Units.duration(min)
            + " to "
            + Units.duration(max)
            + ", not "
            + Units.duration(value));
  }

  void check() {
    if (!broken.isEmpty()) {
      throw new InvalidSettings(broken);
    }
  }
}
