package headgate.gateway.upstream.health;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many tries beyond the first may be made for the calls of one network, shared by all loops: a
 * share of the calls of the last ten seconds, a floor of so many on their way at once, and so many
 * within ten seconds where the share comes to less.
 *
 * <p>The share keeps nodes that fail under load from being asked more than sound ones; the floors
 * keep a quiet network, and the first moments of a failure, from losing calls.
 */
public final class TryBudget {
  private final int percent;
  private final int floor;
  private final int least;
  private final SlidingCount calls;
  private final SlidingCount extras = new SlidingCount();
  private final AtomicInteger onTheirWay = new AtomicInteger();

  /**
   * A budget of which nothing is used.
   *
   * @param calls counts the calls
   * @param percent how many tries there may be for each hundred of them
   * @param floor how many there may be on their way at once whatever the share
   * @param least how many there may be within ten seconds whatever the share
   */
  TryBudget(SlidingCount calls, int percent, int floor, int least) {
    this.calls = calls;
    this.percent = percent;
    this.floor = floor;
    this.least = least;
  }

  /** Takes room for one more try, which is given back when that is over; false where none is. */
  public boolean tryTake(long nowNanos) {
    var within = onTheirWay.incrementAndGet() <= floor;
    if (within || extras.count(nowNanos) < most(nowNanos)) {
      extras.add(nowNanos);
      return true;
    }
    onTheirWay.decrementAndGet();
    return false;
  }

  /** Tries within ten seconds, as the calls of these allow it. */
  private long most(long nowNanos) {
    return Math.max(least, percent * calls.count(nowNanos) / 100);
  }

  /** A try is over. */
  public void giveBack() {
    onTheirWay.decrementAndGet();
  }

  /** How much of the room is used, from 0 to 1: at 1 there is none. */
  double used(long nowNanos) {
    var atOnce = share(onTheirWay.get(), floor);
    var lately = share(extras.count(nowNanos), most(nowNanos));
    return Math.min(atOnce, lately);
  }

  private static double share(long of, long whole) {
    return whole <= 0 ? 1 : Math.min(1, (double) of / whole);
  }

  /** Tries on their way now. */
  public int onTheirWay() {
    return onTheirWay.get();
  }
}
