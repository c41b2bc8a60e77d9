package headgate.gateway.upstream.health;

import headgate.chain.method.MethodTable;

/**
 * The time within which 19 of 20 calls of each method were answered lately; one loop's own.
 *
 * <p>An estimate that takes one number: an answer that took longer raises it by 9.5 %, one that did
 * not lowers it by 0.5 %, so that it rests where one in twenty is above it.
 */
public final class MethodLatencies {
  /** Answers before which there is no estimate. */
  public static final int SAMPLES_LEAST = 20;

  private static final double RISE = 1.095;
  private static final double FALL = 0.995;

  private final double[] nanos = new double[MethodTable.METHODS_MAX];
  private final int[] samples = new int[MethodTable.METHODS_MAX];

  /** A call of the method was answered in so long. */
  public void sample(int method, long latencyNanos) {
    if (samples[method] < SAMPLES_LEAST) {
      samples[method]++;
      nanos[method] = Math.max(nanos[method], (double) latencyNanos);
    } else {
      nanos[method] *= latencyNanos > nanos[method] ? RISE : FALL;
    }
  }

  /** The estimate in nanoseconds, 0 where too few calls have been answered. */
  public long slowNanos(int method) {
    return samples[method] < SAMPLES_LEAST ? 0 : Math.max(1, (long) nanos[method]);
  }
}
