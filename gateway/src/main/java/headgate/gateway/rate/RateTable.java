package headgate.gateway.rate;

import headgate.gateway.address.IpAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What every client has taken: the generic cell rate algorithm (ITU-T I.371), one long for each
 * bucket, which is the time at which the bucket would be empty again. Shared by all loops.
 *
 * <p>The table has a fixed size, so that a million clients take no more memory than one. Each has a
 * bucket in both of its rows, by a hash that only this process knows, and is turned away only where
 * both are full: who shares one bucket with an abuser has another one, and nobody can choose with
 * whom. Where they differ, the emptier one is nearer to the truth, since others can only add.
 */
public final class RateTable {
  /** Buckets of a row, a power of two. */
  static final int BUCKETS = 1 << 16;

  private final AtomicLongArray emptyAt;
  private final CustomerRows rows;

  /**
   * A table of which nothing is taken.
   *
   * @param seed what strangers must not know
   * @param nowNanos the time of the clock that later calls tell
   */
  public RateTable(long seed, long nowNanos) {
    this(BUCKETS, seed, nowNanos);
  }

  RateTable(int buckets, long seed, long nowNanos) {
    rows = new CustomerRows(buckets, seed);
    var initial = new long[rows.size()];
    Arrays.fill(initial, nowNanos);
    emptyAt = new AtomicLongArray(initial);
  }

  /**
   * Takes some units, or none.
   *
   * @param customer whom they are counted for
   * @param units at least 1; more than a whole burst has are taken as one
   * @return 0 where they were taken, else the nanoseconds until they can be
   */
  public long take(IpAddress customer, Rate rate, int units, long nowNanos) {
    if (rate.unlimited()) {
      return 0;
    }
    var cost = Math.min(rate.burstNanos(), rate.unitNanos() * units);
    var one = rows.first(customer);
    var other = rows.second(customer);
    while (true) {
      var oneBefore = emptyAt.get(one);
      var otherBefore = emptyAt.get(other);
      var oneLoad = Math.max(0, oneBefore - nowNanos);
      var otherLoad = Math.max(0, otherBefore - nowNanos);
      var over = Math.min(oneLoad, otherLoad) + cost - rate.burstNanos();
      if (over > 0) {
        return over;
      }
      // The emptier one decides, so it has to be the one that was looked at.
      var oneIsEmptier = oneLoad <= otherLoad;
      var lower = oneIsEmptier ? one : other;
      var lowerBefore = oneIsEmptier ? oneBefore : otherBefore;
      var taken = nowNanos + Math.min(oneLoad, otherLoad) + cost;
      if (emptyAt.compareAndSet(lower, lowerBefore, taken)) {
        raise(oneIsEmptier ? other : one, cost, rate, nowNanos);
        return 0;
      }
    }
  }

  /** Adds to a bucket that others have filled more, to the brim at most. */
  private void raise(int bucket, long cost, Rate rate, long nowNanos) {
    while (true) {
      var before = emptyAt.get(bucket);
      var load = Math.max(0, before - nowNanos);
      var after = nowNanos + Math.max(load, Math.min(load + cost, rate.burstNanos()));
      if (emptyAt.compareAndSet(bucket, before, after)) {
        return;
      }
    }
  }
}
