package headgate.gateway.upstream.health;

import headgate.chain.method.MethodTable;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The time within which 19 of 20 calls of each method were answered lately by the nodes of one
 * network, as every loop has seen it.
 *
 * <p>An estimate that takes one number: an answer that took longer raises it by 9.5 %, one that did
 * not lowers it by 0.5 %, so that it rests where one in twenty is above it. Several loops may tell
 * it something at once; a lost update costs one sample and no more.
 */
public final class MethodLatencies {
  /** Answers before which there is no estimate. */
  public static final int SAMPLES_LEAST = 20;

  private static final double RISE = 1.095;
  private static final double FALL = 0.995;

  private final AtomicLongArray nanos = new AtomicLongArray(MethodTable.METHODS_MAX);
  private final AtomicIntegerArray samples = new AtomicIntegerArray(MethodTable.METHODS_MAX);

  /** A call of the method was answered in so long. */
  public void sample(int method, long latencyNanos) {
    var estimate = nanos.getOpaque(method);
    if (samples.getOpaque(method) < SAMPLES_LEAST) {
      nanos.setOpaque(method, Math.max(estimate, latencyNanos));
      samples.getAndIncrement(method);
    } else {
      var moved = estimate * (latencyNanos > estimate ? RISE : FALL);
      nanos.setOpaque(method, Math.max(1, Math.round(moved)));
    }
  }

  /** The estimate in nanoseconds, 0 where too few calls have been answered. */
  public long slowNanos(int method) {
    return samples.get(method) < SAMPLES_LEAST ? 0 : Math.max(1, nanos.getOpaque(method));
  }
}
