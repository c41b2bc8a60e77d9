package headgate.gateway.overload;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of one lane are refused while they queue: a state machine that judges interval by
 * interval, told of calls by any loop.
 *
 * <p>All calls are ordered: by priority, then by how much their customer asks for, then by a mark
 * of the customer that lasts. One line is drawn through that order, and what is beyond it is
 * refused; so the same few are refused from one call to the next, instead of everybody now and
 * then. Where it is drawn follows from what was offered last on either side of it, so that what
 * passes is what the nodes have shown to bear: while there is a standing queue less than they took,
 * and otherwise a little more than passed before. The method is that of DAGOR (WeChat, SoCC 2018),
 * which counts users instead of what they ask for.
 */
final class LaneControl {
  /** How long an interval lasts. */
  static final long INTERVAL_NANOS = 100_000_000;

  /** Intervals with a standing queue before anything is refused: a burst costs a moment only. */
  static final int PATIENCE = 5;

  /** Places of customers within a priority. */
  static final int PLACES = Usage.OCTAVES * 8;

  /** Places in all, the last to be refused first. */
  static final int LEVELS = Priority.COUNT * PLACES;

  /** Units a second that always pass, so that it is noticed when the nodes can bear more. */
  static final double FLOOR_PER_SECOND = 10;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double GROWTH = 1.05;
  private static final double LEAST_CUT = 0.95;
  private static final double MOST_CUT = 0.5;
  private static final double FADING = 0.9;
  private static final int CALM_INTERVALS = 10;
  private static final double ROOM = 1.1;

  private final QueueDelay delay = new QueueDelay();
  private final IntSupplier waiting;
  private final AtomicIntegerArray offered = new AtomicIntegerArray(LEVELS);
  private final AtomicLong edge = new AtomicLong();
  private final double[] usual = new double[LEVELS];
  private long began;
  private volatile double line = LEVELS;
  private volatile long lastDelay;
  private volatile long target;
  private double perSecond;
  private double bearable;
  private int standing;
  private int calm;
  private volatile boolean starved;

  /**
   * A lane on which nothing is refused.
   *
   * @param targetNanos the longest standing wait that is no overload; 0 for never refusing anything
   * @param waiting how many calls wait for a node now
   */
  LaneControl(long targetNanos, IntSupplier waiting, long nowNanos) {
    target = targetNanos;
    this.waiting = waiting;
    began = nowNanos;
  }

  /** Sets the longest standing wait that is no overload. */
  void target(long nanos) {
    target = nanos;
  }

  /** Whether a call at a place in the order passes; it counts as offered in either case. */
  boolean passes(int level, int units) {
    offered.getAndAdd(level, units);
    var drawn = line;
    if (level < Math.floor(drawn)) {
      return true;
    }
    if (level > drawn) {
      return false;
    }
    // At the line itself a share of the calls passes, evenly.
    var share = drawn - level;
    var before = edge.getAndAdd(units);
    return Math.floor((before + units) * share) > Math.floor(before * share);
  }

  /** A node was found for a call of so many units, after it had waited so long. */
  void served(int units, long waitedNanos) {
    delay.waited(waitedNanos, units);
  }

  /** Ends the interval where its time is over; by one loop at a time. */
  void look(long nowNanos) {
    var lasted = nowNanos - began;
    if (lasted >= INTERVAL_NANOS) {
      judge(lasted);
      began = nowNanos;
    }
  }

  private void judge(long lastedNanos) {
    var interval = delay.end();
    var servedPerSecond = interval.units() * NANOS_PER_SECOND / lastedNanos;
    // Where no call got anywhere in all the time, those who wait have waited for as long.
    var nobody = interval.units() == 0 && waiting.getAsInt() > 0;
    lastDelay = nobody ? lastedNanos : Math.max(0, interval.shortestNanos());
    var offeredPerSecond = learn(lastedNanos);
    if (target > 0 && lastDelay > target) {
      queued(servedPerSecond);
    } else {
      flowed(servedPerSecond, offeredPerSecond, lastedNanos);
    }
    line = drawn(offeredPerSecond);
  }

  /** What is usually offered at each place; returns the sum. */
  private double learn(long lastedNanos) {
    // What was before a long pause says nothing of now.
    var weight = Math.pow(0.5, Math.min(64, (double) lastedNanos / INTERVAL_NANOS));
    var sum = 0.0;
    for (var level = 0; level < LEVELS; level++) {
      var rate = offered.getAndSet(level, 0) * NANOS_PER_SECOND / lastedNanos;
      usual[level] = weight * usual[level] + (1 - weight) * rate;
      sum += usual[level];
    }
    return sum;
  }

  private void queued(double servedPerSecond) {
    calm = 0;
    standing++;
    if (standing < PATIENCE && !sheds()) {
      bearable = Math.max(servedPerSecond, FADING * bearable);
      return;
    }
    // What was served of a queue that ended within the interval says less than they can bear.
    bearable = Math.max(servedPerSecond, FADING * bearable);
    var cut = Math.clamp(1 - lastDelay / NANOS_PER_SECOND, MOST_CUT, LEAST_CUT);
    perSecond = Math.max(FLOOR_PER_SECOND, cut * bearable);
    starved = bearable <= FLOOR_PER_SECOND;
  }

  private void flowed(double servedPerSecond, double offeredPerSecond, long lastedNanos) {
    standing = 0;
    starved = false;
    if (!sheds()) {
      return;
    }
    var intervals = Math.min(64, (double) lastedNanos / INTERVAL_NANOS);
    if (2 * servedPerSecond >= perSecond) {
      perSecond = perSecond * Math.pow(GROWTH, intervals) + intervals;
    }
    calm = perSecond >= ROOM * offeredPerSecond ? calm + (int) intervals : 0;
    if (calm >= CALM_INTERVALS) {
      perSecond = 0;
      calm = 0;
    }
  }

  private double drawn(double offeredPerSecond) {
    if (!sheds() || offeredPerSecond <= perSecond) {
      return LEVELS;
    }
    var left = perSecond;
    for (var level = 0; level < LEVELS; level++) {
      if (usual[level] > left) {
        return level + left / usual[level];
      }
      left -= usual[level];
    }
    return LEVELS;
  }

  private boolean sheds() {
    return perSecond > 0;
  }

  /** The least priority of which calls still pass, null where all do. */
  @Nullable Priority line() {
    var drawn = line;
    return drawn >= LEVELS ? null : Priority.at((int) drawn / PLACES);
  }

  /** Whether next to nothing gets to a node though calls wait. */
  boolean starved() {
    return starved;
  }

  /** The shortest wait of the last interval, in nanoseconds. */
  long delayNanos() {
    return lastDelay;
  }

  /** Forgets everything; for a configuration under which nothing is refused. */
  void forget() {
    perSecond = 0;
    standing = 0;
    line = LEVELS;
    Arrays.fill(usual, 0);
  }
}
