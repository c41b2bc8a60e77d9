package headgate.gateway.observe;

import java.util.Arrays;
import java.util.function.LongBinaryOperator;
import java.util.stream.LongStream;

/** An immutable histogram of latencies that adds and subtracts. */
public final class Latencies {
  /** Nothing was counted. */
  public static final Latencies NONE = new Latencies(new long[Buckets.count() + 1]);

  /** The cell behind the buckets, which holds the sum in nanoseconds. */
  static final int SUM = Buckets.count();

  /** One per bucket, and the sum. */
  static final int CELLS = SUM + 1;

  private final long[] cells;

  /** Takes the array over: its maker must not write to it again. */
  Latencies(long[] cells) {
    this.cells = cells;
  }

  /** How many latencies were counted. */
  public long count() {
    return LongStream.range(0, SUM).map(bucket -> cells[(int) bucket]).sum();
  }

  /** All of them together. */
  public long sumNanos() {
    return cells[SUM];
  }

  /** Both together. */
  public Latencies plus(Latencies other) {
    return combine(other, Long::sum);
  }

  /** What was counted since an earlier reading of the same histogram. */
  public Latencies minus(Latencies earlier) {
    return combine(earlier, (now, before) -> Math.max(0, now - before));
  }

  /**
   * The latency that the given share of calls did not exceed, in nanoseconds; 0 where nothing was
   * counted. It is read off within a bucket, so it is off by at most 9 %.
   *
   * @param share 0 to 1
   */
  public long quantileNanos(double share) {
    var count = count();
    var rank = Math.max(1, Math.ceil(share * count));
    var before = 0L;
    for (var bucket = 0; bucket < SUM; bucket++) {
      var here = cells[bucket];
      if (here > 0 && before + here >= rank) {
        return within(bucket, (rank - before) / here);
      }
      before += here;
    }
    return 0;
  }

  long inBucket(int bucket) {
    return cells[bucket];
  }

  private static long within(int bucket, double share) {
    var lower = Buckets.lowerNanos(bucket);
    var upper = Buckets.upperNanos(bucket);
    return upper == Long.MAX_VALUE ? lower : lower + Math.round((upper - lower) * share);
  }

  private Latencies combine(Latencies other, LongBinaryOperator operation) {
    var result = new long[CELLS];
    Arrays.setAll(result, cell -> operation.applyAsLong(cells[cell], other.cells[cell]));
    return new Latencies(result);
  }
}
