package headgate.gateway.config.role;

import headgate.gateway.config.Rules;
import java.time.Duration;

/**
 * How far the fallbacks of a network may be used, all of them together.
 *
 * @param callsPerSecond most tries at them; a second's worth may come at once
 * @param returnAfter for how long a primary has to have served without a break before calls return
 *     to the primaries
 */
public record FallbackConfig(int callsPerSecond, Duration returnAfter) {
  public FallbackConfig {
    new Rules()
        .within("callsPerSecond", callsPerSecond, 1, 1_000_000)
        .within("returnAfter", returnAfter, Duration.ofMillis(100), Duration.ofHours(1))
        .check();
  }

  /** A hundred calls a second, and a return after ten seconds. */
  public static FallbackConfig defaults() {
    return new FallbackConfig(100, Duration.ofSeconds(10));
  }
}
