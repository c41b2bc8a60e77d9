package headgate.gateway.config;

import java.time.Duration;

/**
 * How often each node is asked for its height.
 *
 * @param interval from one probe of a node to its next
 * @param deadline after which a probe counts as failed
 */
public record ProbeConfig(Duration interval, Duration deadline) {
  public ProbeConfig {
    new Rules()
        .within("interval", interval, Duration.ofMillis(50), Duration.ofSeconds(30))
        .within("deadline", deadline, Duration.ofMillis(50), Duration.ofSeconds(30))
        .check();
  }

  /** Twice a second, so that the serving height is confirmed within the last second. */
  public static ProbeConfig defaults() {
    return new ProbeConfig(Duration.ofMillis(500), Duration.ofSeconds(1));
  }
}
