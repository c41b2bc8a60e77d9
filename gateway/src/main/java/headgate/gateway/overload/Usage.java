package headgate.gateway.overload;

import headgate.gateway.address.IpAddress;
import headgate.gateway.rate.CustomerRows;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How much each customer has asked for lately, in a table of fixed size: units that fade with time,
 * counted in one bucket of either row, of which the lower one is nearer to the truth.
 */
final class Usage {
  /** Buckets of a row. */
  static final int BUCKETS = 1 << 14;

  /** After so long units count half. */
  static final Duration HALF_LIFE = Duration.ofSeconds(5);

  /** Octaves that are told apart: up to 32,768 units a second and beyond. */
  static final int OCTAVES = 16;

  private static final int FRACTION_BITS = 8;
  private static final int TIME_BITS = 28;
  private static final long TIME_MASK = (1L << TIME_BITS) - 1;
  private static final long AMOUNT_MAX = (1L << (62 - TIME_BITS)) - 1;
  private static final int GONE_AFTER_HALF_LIVES = 40;

  private final CustomerRows rows;
  private final AtomicLongArray cells;
  private final long beganNanos;

  /**
   * A table in which nobody has asked for anything.
   *
   * @param seed what strangers must not know
   */
  Usage(long seed, long nowNanos) {
    rows = new CustomerRows(BUCKETS, seed);
    cells = new AtomicLongArray(rows.size());
    beganNanos = nowNanos;
  }

  /**
   * Counts some units.
   *
   * @return the octave of the units that the customer asks for in a second: 0 below one, 1 below
   *     two, 2 below four and so on, {@value #OCTAVES} less one at most
   */
  int add(IpAddress customer, int units, long nowNanos) {
    var time = millis(nowNanos);
    var more = (long) units << FRACTION_BITS;
    var least =
        Math.min(add(rows.first(customer), more, time), add(rows.second(customer), more, time));
    // Units that fade by half in a half-life stand at rate * halfLife / ln 2 once they are steady.
    var perSecond = (least >>> FRACTION_BITS) * Math.log(2) * 1000 / HALF_LIFE.toMillis();
    return Math.min(OCTAVES - 1, Long.SIZE - Long.numberOfLeadingZeros((long) perSecond));
  }

  /** A number that tells customers apart in a way that nobody can foresee. */
  long mark(IpAddress customer, long salt) {
    return rows.hash(customer, salt);
  }

  private long millis(long nowNanos) {
    return (nowNanos - beganNanos) / 1_000_000 & TIME_MASK;
  }

  private long add(int bucket, long more, long time) {
    while (true) {
      var before = cells.get(bucket);
      var amount =
          Math.min(AMOUNT_MAX, faded(before >>> TIME_BITS, before & TIME_MASK, time) + more);
      if (cells.compareAndSet(bucket, before, amount << TIME_BITS | time)) {
        return amount;
      }
    }
  }

  private static long faded(long amount, long then, long time) {
    var passed = time - then & TIME_MASK;
    if (passed > TIME_MASK / 2) {
      return amount; // Another loop was a moment ahead.
    }
    var halfLives = (double) passed / HALF_LIFE.toMillis();
    return halfLives >= GONE_AFTER_HALF_LIVES ? 0 : (long) (amount * Math.pow(2, -halfLives));
  }
}
