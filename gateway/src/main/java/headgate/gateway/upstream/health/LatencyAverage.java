package headgate.gateway.upstream.health;

/**
 * A weighted average of a node's latency that decays with time.
 *
 * <p>A slower sample is believed at once, a faster one moves the average by an eighth, and without
 * samples the average halves every five seconds: a node that begins to stall loses its traffic
 * after one answer, and is tried again even though nobody asked it meanwhile. Several loops may
 * update at once; a lost update costs one sample and no more.
 */
public final class LatencyAverage {
  private static final int WEIGHT = 8;
  private static final long HALF_LIFE_NANOS = 5_000_000_000L;

  private volatile long average;
  private volatile long sampledAt;

  /** An answer took so long. */
  public void sample(long latencyNanos, long nowNanos) {
    var before = nanos(nowNanos);
    var next = latencyNanos > before ? latencyNanos : before + (latencyNanos - before) / WEIGHT;
    average = Math.max(1, next);
    sampledAt = nowNanos;
  }

  /** The average as of now, 0 before the first sample. */
  public long nanos(long nowNanos) {
    var halvings = Math.max(0, nowNanos - sampledAt) / HALF_LIFE_NANOS;
    return halvings >= Long.SIZE ? 0 : average >> halvings;
  }
}
