package headgate.gateway.config.operate;

import headgate.gateway.config.Rules;
import java.time.Duration;

/**
 * How a gateway takes its leave when it is told to stop.
 *
 * @param notice how long it is said to be not ready while callers are still taken, so that whoever
 *     spreads them learns of it; 0 to a minute
 * @param deadline from being told to the end at most, the notice included; a second to ten minutes,
 *     and a second longer than the notice at least
 */
public record DrainConfig(Duration notice, Duration deadline) {
  private static final Duration NOTICE_MOST = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofMinutes(10);
  private static final Duration LAST_CALL_MOST = Duration.ofSeconds(2);

  public DrainConfig {
    new Rules()
        .within("notice", notice, Duration.ZERO, NOTICE_MOST)
        .within("deadline", deadline, SECOND, MOST)
        .that(
            "deadline",
            deadline.compareTo(notice.plus(SECOND)) >= 0,
            "must be a second longer than the notice at least")
        .check();
  }

  /** Time for a probe or two, and an end before most supervisors lose their patience. */
  public static DrainConfig defaults() {
    return new DrainConfig(Duration.ofSeconds(3), Duration.ofSeconds(25));
  }

  /**
   * From being told until what is still on its way is answered with an error: two seconds before
   * the deadline, or half of what the notice leaves where that is less.
   */
  public Duration lastCall() {
    var half = deadline.minus(notice).dividedBy(2);
    return deadline.minus(half.compareTo(LAST_CALL_MOST) < 0 ? half : LAST_CALL_MOST);
  }
}
