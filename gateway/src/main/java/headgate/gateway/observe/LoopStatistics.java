package headgate.gateway.observe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The statistics of one event loop: only that loop writes, anybody reads.
 *
 * <p>One writer needs no atomic addition: it reads its own value plainly and stores the sum with
 * opaque access, which a reader sees whole and soon. A histogram is made at the first call of its
 * kind; after that recording allocates nothing.
 */
public final class LoopStatistics {
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  private final int methods;
  private final AtomicReferenceArray<long[]> histograms;
  private final AtomicLongArray reasons;

  LoopStatistics(int methods, int reasons) {
    this.methods = methods;
    this.histograms = new AtomicReferenceArray<>((methods + 1) * Statistics.OUTCOMES);
    this.reasons = new AtomicLongArray(reasons);
  }

  /**
   * Counts one call. Only the loop itself may call this.
   *
   * @param method index in the profile; any other number counts as {@code other}
   * @param latencyNanos from the call's arrival to its answer
   */
  public void record(int method, Outcome outcome, long latencyNanos) {
    var row = method >= 0 && method < methods ? method : methods;
    var index = row * Statistics.OUTCOMES + outcome.column();
    var histogram = histograms.getPlain(index);
    if (histogram == null) {
      histogram = new long[Latencies.CELLS];
      histograms.setRelease(index, histogram);
    }
    add(histogram, Buckets.of(latencyNanos), 1);
    add(histogram, Latencies.SUM, Math.max(0, latencyNanos));
  }

  /**
   * Counts why a call was refused or failed. Only the loop itself may call this.
   *
   * @param reason index into the reasons that the statistics were made with
   */
  public void reason(int reason) {
    reasons.setOpaque(reason, reasons.getPlain(reason) + 1);
  }

  /** Adds what was counted so far; any thread may ask. */
  void addTo(int index, long[] sums) {
    var histogram = histograms.getAcquire(index);
    if (histogram == null) {
      return;
    }
    for (var cell = 0; cell < sums.length; cell++) {
      sums[cell] += (long) CELL.getOpaque(histogram, cell);
    }
  }

  long reasonCount(int reason) {
    return reasons.getOpaque(reason);
  }

  private static void add(long[] histogram, int cell, long amount) {
    CELL.setOpaque(histogram, cell, histogram[cell] + amount);
  }
}
