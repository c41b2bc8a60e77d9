package headgate.gateway.upstream.health;

import java.util.concurrent.atomic.AtomicLongArray;

/** How often something happened in the last ten seconds, counted by any number of loops. */
final class SlidingCount {
  /** Seconds that are looked back. */
  static final int SECONDS = 10;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int COUNT_BITS = 28;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
  private static final long SECOND_MASK = (1L << (Long.SIZE - COUNT_BITS)) - 1;

  /** Each holds its second above and its count below. */
  private final AtomicLongArray buckets = new AtomicLongArray(SECONDS);

  void add(long nowNanos) {
    var second = second(nowNanos);
    buckets.updateAndGet(
        bucket(second), old -> (old >>> COUNT_BITS) == second ? old + 1 : second << COUNT_BITS | 1);
  }

  long count(long nowNanos) {
    var now = second(nowNanos);
    var sum = 0L;
    for (var index = 0; index < SECONDS; index++) {
      var bucket = buckets.get(index);
      var age = (now - (bucket >>> COUNT_BITS)) & SECOND_MASK;
      sum += age < SECONDS ? bucket & COUNT_MASK : 0;
    }
    return sum;
  }

  private static long second(long nowNanos) {
    return Math.floorDiv(nowNanos, NANOS_PER_SECOND) & SECOND_MASK;
  }

  private static int bucket(long second) {
    return (int) (second % SECONDS);
  }
}
