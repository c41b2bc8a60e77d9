package headgate.gateway.overload;

import java.time.Duration;

/**
 * Which rung is stood on: a state machine that is told now and then which one the strain asks for.
 *
 * <p>It climbs one rung at a time, where the strain has asked for more all the while, and comes
 * back one at a time, where it has asked for less for longer. If it has to climb again soon after
 * it came back, then coming back was too early, and the next time it waits twice as long: an
 * overload that goes on makes it try ever more rarely instead of flapping. A long quiet time
 * forgives that.
 */
final class Ladder {
  /** How long the strain asks for more before it climbs. */
  static final Duration CLIMB_AFTER = Duration.ofSeconds(2);

  /** How long the strain asks for less before it comes back, the first time. */
  static final Duration HOLD = Duration.ofSeconds(10);

  /** The same after several times. */
  static final Duration HOLD_MAX = Duration.ofMinutes(2);

  private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(5);

  private Rung rung = Rung.NORMAL;
  private int leaning;
  private long leansSince;
  private long cameBack;
  private boolean everCameBack;
  private long holdNanos = HOLD.toNanos();

  /** The rung. */
  Rung rung() {
    return rung;
  }

  /**
   * The strain asks for a rung now, and has since the last time.
   *
   * @return whether the rung has changed
   */
  boolean asks(Rung wanted, long nowNanos) {
    var lean = Integer.signum(wanted.compareTo(rung));
    if (lean != leaning) {
      leaning = lean;
      leansSince = nowNanos;
    }
    var leant = nowNanos - leansSince;
    if (lean > 0 && leant >= CLIMB_AFTER.toNanos()) {
      climb(nowNanos);
      return true;
    }
    if (lean < 0 && leant >= holdNanos) {
      comeBack(nowNanos);
      return true;
    }
    if (lean == 0 && rung == Rung.NORMAL && leant >= FORGIVEN_AFTER.toNanos()) {
      holdNanos = HOLD.toNanos();
    }
    return false;
  }

  private void climb(long nowNanos) {
    if (everCameBack && nowNanos - cameBack <= 2 * holdNanos) {
      holdNanos = Math.min(2 * holdNanos, HOLD_MAX.toNanos());
    }
    rung = rung.next();
    leansSince = nowNanos;
  }

  private void comeBack(long nowNanos) {
    rung = rung.before();
    everCameBack = true;
    cameBack = nowNanos;
    leansSince = nowNanos;
  }
}
