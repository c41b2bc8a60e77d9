package headgate.gateway.config.door;

import headgate.gateway.address.AddressRange;
import headgate.gateway.config.Rules;
import java.util.List;

/**
 * How much each client may ask for.
 *
 * @param unitsPerSecond units that one IPv4 address or IPv6 /64 may take in a second; 0 for no
 *     limit
 * @param burst units that it may take at once after it was quiet
 * @param heldMax calls of it that may be held back at once, by a node that waits or for a height
 *     that is not served yet; 0 for no limit
 * @param ranges other rates for some addresses; the longest prefix decides
 */
public record RatesConfig(int unitsPerSecond, int burst, int heldMax, List<RangeRate> ranges) {
  private static final int UNITS_MAX = 1_000_000;
  private static final int RANGES_MAX = 1_000;

  /**
   * Another rate for some addresses.
   *
   * @param addresses whose, at least one
   * @param unitsPerSecond 0 for no limit
   * @param burst units at once
   */
  public record RangeRate(List<AddressRange> addresses, int unitsPerSecond, int burst) {
    public RangeRate {
      addresses = List.copyOf(addresses);
      rules(unitsPerSecond, burst).within("addresses", addresses.size(), 1, RANGES_MAX).check();
    }
  }

  public RatesConfig {
    ranges = List.copyOf(ranges);
    rules(unitsPerSecond, burst)
        .within("heldMax", heldMax, 0, UNITS_MAX)
        .within("ranges", ranges.size(), 0, RANGES_MAX)
        .check();
  }

  /** Rates without a limit for calls that are held back. */
  public RatesConfig(int unitsPerSecond, int burst, List<RangeRate> ranges) {
    this(unitsPerSecond, burst, 0, ranges);
  }

  private static Rules rules(int unitsPerSecond, int burst) {
    return new Rules()
        .within("unitsPerSecond", unitsPerSecond, 0, UNITS_MAX)
        .within("burst", burst, 1, UNITS_MAX)
        .that(
            "burst",
            unitsPerSecond == 0 || burst <= 3_600L * unitsPerSecond,
            "must not be more than an hour's units");
  }

  /** No limit. */
  public static RatesConfig defaults() {
    return new RatesConfig(0, 1_000, 0, List.of());
  }
}
