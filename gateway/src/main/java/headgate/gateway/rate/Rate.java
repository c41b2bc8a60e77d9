package headgate.gateway.rate;

import java.util.concurrent.TimeUnit;

/**
 * How fast units may be taken.
 *
 * @param unitNanos time that each unit stands for; 0 for no limit
 * @param burstNanos time that may be taken at once
 */
public record Rate(long unitNanos, long burstNanos) {
  /** Everything may be taken. */
  public static final Rate UNLIMITED = new Rate(0, 0);

  /**
   * So many units a second.
   *
   * @param perSecond 1 to 1,000,000; 0 for no limit
   * @param burst units that may be taken at once, at least 1
   */
  public static Rate of(int perSecond, int burst) {
    if (perSecond == 0) {
      return UNLIMITED;
    }
    var unit = TimeUnit.SECONDS.toNanos(1) / perSecond;
    return new Rate(unit, unit * burst);
  }

  /** Whether there is none. */
  public boolean unlimited() {
    return unitNanos == 0;
  }
}
