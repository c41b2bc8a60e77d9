package headgate.gateway.config;

import headgate.chain.yaml.ByteSize;
import headgate.chain.yaml.Durations;
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
        "must be "
            + new ByteSize(min)
            + " to "
            + new ByteSize(max)
            + ", not "
            + new ByteSize(Math.max(0, value)));
  }

  Rules within(String key, Duration value, Duration min, Duration max) {
    return that(
        key,
        value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
        "must be "
            + Durations.format(min)
            + " to "
            + Durations.format(max)
            + ", not "
            + Durations.format(value));
  }

  void check() {
    if (!broken.isEmpty()) {
      throw new InvalidSettings(broken);
    }
  }
}
