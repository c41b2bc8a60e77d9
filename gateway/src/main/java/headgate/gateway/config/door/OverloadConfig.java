package headgate.gateway.config.door;

import headgate.gateway.address.AddressRange;
import headgate.gateway.config.Rules;
import java.time.Duration;
import java.util.List;

/**
 * What happens when more is asked than the nodes can bear.
 *
 * @param queueDelay the longest wait for a node that all calls of a while may have had; longer, and
 *     the least important calls are refused. Zero for never refusing any
 * @param validators whose transactions come before those of others
 */
public record OverloadConfig(Duration queueDelay, List<AddressRange> validators) {
  private static final int RANGES_MAX = 1_000;

  public OverloadConfig {
    validators = List.copyOf(validators);
    new Rules()
        .within("queueDelay", queueDelay, Duration.ZERO, Duration.ofSeconds(5))
        .within("validators", validators.size(), 0, RANGES_MAX)
        .check();
  }

  /** Nothing is refused. */
  public static OverloadConfig defaults() {
    return new OverloadConfig(Duration.ZERO, List.of());
  }
}
