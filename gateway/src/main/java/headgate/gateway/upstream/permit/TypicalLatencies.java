package headgate.gateway.upstream.permit;

import headgate.chain.method.MethodTable;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long calls of each method usually take at one node, so that a slow method is not mistaken for
 * a node in trouble.
 *
 * <p>The mean of the first eight answers, then an estimate of their median: each of the next ones
 * moves it by a tenth towards itself, since a beginning is seldom usual, and by a fiftieth after
 * 64. Several loops may tell it something at once; a lost update costs one sample.
 */
final class TypicalLatencies {
  /** Answers before which nothing is usual. */
  static final int SAMPLES_LEAST = 8;

  private static final int SETTLED = 64;
  private static final double FIRST_STEPS = 0.1;
  private static final double STEP = 0.02;

  private final AtomicLongArray nanos = new AtomicLongArray(MethodTable.METHODS_MAX);
  private final AtomicIntegerArray samples = new AtomicIntegerArray(MethodTable.METHODS_MAX);

  /** In nanoseconds, 0 where too little is known. */
  long of(int method) {
    return samples.get(method) < SAMPLES_LEAST ? 0 : nanos.getOpaque(method);
  }

  void learn(int method, long tookNanos) {
    var before = nanos.getOpaque(method);
    var known = samples.getOpaque(method);
    if (known < SAMPLES_LEAST) {
      nanos.setOpaque(method, before + (tookNanos - before) / (known + 1));
      samples.getAndIncrement(method);
    } else {
      var step = known < SETTLED ? FIRST_STEPS : STEP;
      var moved = before * (tookNanos > before ? 1 + step : 1 - step);
      nanos.setOpaque(method, Math.max(1, (long) moved));
      if (known < SETTLED) {
        samples.getAndIncrement(method);
      }
    }
  }

  /** Nothing is known any more. */
  void forget() {
    for (var method = 0; method < MethodTable.METHODS_MAX; method++) {
      samples.set(method, 0);
    }
  }
}
