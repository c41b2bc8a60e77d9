package headgate.gateway.observe;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The boundaries of every latency histogram.
 *
 * <p>They are the union of two lists: the powers of 2^(1/8) seconds that Prometheus' native
 * histograms of schema 3 prescribe, and the round bounds of the classic ones. So one increment
 * serves both and neither is an estimate: 0.1 s is 0.1 s. A bucket holds what is at most its upper
 * bound and more than the one before.
 */
final class Buckets {
  /** The schema of the native histogram: eight buckets per power of two. */
  static final int SCHEMA = 3;

  private static final double NANOS = 1e9;
  private static final int STEPS = 1 << SCHEMA;

  /** 2^-20 s, about a microsecond: nothing here is faster. */
  private static final int NATIVE_MIN = -20 * STEPS;

  /** 2^10 s, about 17 minutes: longer than any deadline may be. */
  private static final int NATIVE_MAX = 10 * STEPS;

  private static final double[] CLASSIC = {
    0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
    10, 30
  };

  private static final long[] UPPER_NANOS = upperNanos();

  /** How finely the table cuts a power of two; finer than the buckets, so the search is short. */
  private static final int SLOT_BITS = 4;

  private static final int[] FIRST = firstBuckets();

  private Buckets() {}

  static int count() {
    return UPPER_NANOS.length;
  }

  /** The bucket of a latency; what is negative counts as nothing. */
  static int of(long nanos) {
    if (nanos <= UPPER_NANOS[0]) {
      return 0;
    }
    var octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
    var slot = (int) (nanos >>> (octave - SLOT_BITS)) & ((1 << SLOT_BITS) - 1);
    var bucket = FIRST[(octave << SLOT_BITS) + slot];
    while (nanos > UPPER_NANOS[bucket]) {
      bucket++;
    }
    return bucket;
  }

  /** Inclusive; the last bucket has none and says {@link Long#MAX_VALUE}. */
  static long upperNanos(int bucket) {
    return UPPER_NANOS[bucket];
  }

  static long lowerNanos(int bucket) {
    return bucket == 0 ? 0 : UPPER_NANOS[bucket - 1];
  }

  /** The index of the native bucket that holds this one; the longest count as the largest. */
  static int nativeIndex(int bucket) {
    var upper = UPPER_NANOS[bucket];
    return IntStream.rangeClosed(NATIVE_MIN, NATIVE_MAX)
        .filter(index -> upper <= nativeNanos(index))
        .findFirst()
        .orElse(NATIVE_MAX + 1);
  }

  /** Upper bounds in seconds, the last one infinite. */
  static double[] classicBounds() {
    var bounds = Arrays.copyOf(CLASSIC, CLASSIC.length + 1);
    bounds[CLASSIC.length] = Double.POSITIVE_INFINITY;
    return bounds;
  }

  /** The index into {@link #classicBounds} of the bucket that holds this one. */
  static int classicIndex(int bucket) {
    var upper = UPPER_NANOS[bucket];
    return IntStream.range(0, CLASSIC.length)
        .filter(index -> upper <= classicNanos(CLASSIC[index]))
        .findFirst()
        .orElse(CLASSIC.length);
  }

  private static long nativeNanos(int index) {
    return (long) Math.floor(Math.pow(2, (double) index / STEPS) * NANOS);
  }

  private static long classicNanos(double seconds) {
    return Math.round(seconds * NANOS);
  }

  private static long[] upperNanos() {
    var natives = IntStream.rangeClosed(NATIVE_MIN, NATIVE_MAX).mapToLong(Buckets::nativeNanos);
    var classics = Arrays.stream(CLASSIC).mapToLong(Buckets::classicNanos);
    return LongStream.concat(LongStream.concat(natives, classics), LongStream.of(Long.MAX_VALUE))
        .sorted()
        .distinct()
        .toArray();
  }

  /** For each sixteenth of each power of two, the bucket of its smallest value. */
  private static int[] firstBuckets() {
    var first = new int[Long.SIZE << SLOT_BITS];
    for (var octave = SLOT_BITS; octave < Long.SIZE - 1; octave++) {
      for (var slot = 0; slot < 1 << SLOT_BITS; slot++) {
        var smallest = (1L << octave) + ((long) slot << (octave - SLOT_BITS));
        var found = Arrays.binarySearch(UPPER_NANOS, smallest);
        first[(octave << SLOT_BITS) + slot] = found >= 0 ? found : -found - 1;
      }
    }
    return first;
  }
}
