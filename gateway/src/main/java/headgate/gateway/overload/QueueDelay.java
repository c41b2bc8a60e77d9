package headgate.gateway.overload;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long calls waited for a node in an interval: the shortest wait of all, since only a queue
 * that never empties is one too many; what comes in a burst and is gone a moment later is none.
 *
 * <p>That is the measure of CoDel (RFC 8289), which tells a standing queue from a useful one.
 */
final class QueueDelay {
  private static final long NOBODY = Long.MAX_VALUE;

  private final AtomicLong shortest = new AtomicLong(NOBODY);
  private final AtomicLong units = new AtomicLong();

  /**
   * What an interval was like.
   *
   * @param units of the calls that a node was found for
   * @param shortestNanos the shortest wait of those; -1 where there were none
   */
  record Interval(long units, long shortestNanos) {}

  /** A node was found for a call after it had waited so long; from any thread. */
  void waited(long nanos, int callUnits) {
    units.getAndAdd(callUnits);
    while (true) {
      var now = shortest.get();
      if (nanos >= now || shortest.compareAndSet(now, nanos)) {
        return;
      }
    }
  }

  /** Ends the interval. */
  Interval end() {
    var least = shortest.getAndSet(NOBODY);
    return new Interval(units.getAndSet(0), least == NOBODY ? -1 : least);
  }
}
