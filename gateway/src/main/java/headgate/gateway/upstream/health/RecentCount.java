package headgate.gateway.upstream.health;

/**
 * A count that halves every five seconds, so that what is long past weighs nothing; several loops
 * may count at once.
 */
final class RecentCount {
  private static final double HALF_LIFE_NANOS = 5e9;

  private volatile double count;
  private volatile long countedAt;

  synchronized void add(long nowNanos) {
    count = count(nowNanos) + 1;
    countedAt = nowNanos;
  }

  double count(long nowNanos) {
    var last = count;
    if (last == 0) {
      return 0;
    }
    var faded = last * Math.pow(0.5, Math.max(0, nowNanos - countedAt) / HALF_LIFE_NANOS);
    return faded < 0.01 ? 0 : faded;
  }
}
