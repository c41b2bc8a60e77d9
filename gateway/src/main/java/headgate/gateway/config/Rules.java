package headgate.gateway.config;

import headgate.chain.yaml.ByteSize;
import headgate.chain.yaml.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rules of one record: they are all tried before the first failure is thrown. */
public final class Rules {
  private final List<InvalidSettings.Broken> broken = new ArrayList<>();

  /** A rule of one key; the message says what would be right, without the key. */
  public Rules that(String key, boolean holds, String message) {
    if (!holds) {
      broken.add(new InvalidSettings.Broken(key, message));
    }
    return this;
  }

  /** A number has to lie within bounds. */
  public Rules within(String key, long value, long min, long max) {
    return that(
        key, value >= min && value <= max, "must be " + min + " to " + max + ", not " + value);
  }

  /** A size has to lie within bounds. */
  public Rules bytesWithin(String key, long value, long min, long max) {
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

  /** A time has to lie within bounds. */
  public Rules within(String key, Duration value, Duration min, Duration max) {
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

  /**
   * Ends the rules.
   *
   * @throws InvalidSettings where any was broken
   */
  public void check() {
    if (!broken.isEmpty()) {
      throw new InvalidSettings(broken);
    }
  }
}
