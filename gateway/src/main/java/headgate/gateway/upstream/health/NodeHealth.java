package headgate.gateway.upstream.health;

import java.time.Duration;

/**
 * How a node has done lately, as every loop has seen it: how fast it answers, how often it has
 * failed, and whether it asked to be left alone.
 *
 * <p>Several loops may tell it something at once; a lost update costs one sample and no more.
 */
public final class NodeHealth {
  /** How long a node is left alone that asks for it without saying for how long. */
  public static final Duration COOL_LEAST = Duration.ofSeconds(1);

  /** How long a node is left alone at most, whatever it asks for. */
  public static final Duration COOL_MOST = Duration.ofMinutes(1);

  /** How much each recent failure makes a node seem slower. */
  private static final double BURDEN = 4;

  private final LatencyAverage latency = new LatencyAverage();
  private final RecentCount failures = new RecentCount();
  private final Ejection ejection = new Ejection();
  private volatile boolean cooled;
  private volatile long coolUntil;

  /** The average latency of its answers. */
  public LatencyAverage latency() {
    return latency;
  }

  /** Whether it is left out for failing. */
  public Ejection ejection() {
    return ejection;
  }

  /** A try at it counted against it. */
  public void failed(long nowNanos) {
    failures.add(nowNanos);
  }

  /** It asked to be left alone; bounded by {@link #COOL_LEAST} and {@link #COOL_MOST}. */
  public void cool(Duration asked, long nowNanos) {
    var most = asked.compareTo(COOL_MOST) > 0 ? COOL_MOST : asked;
    var bounded = most.compareTo(COOL_LEAST) < 0 ? COOL_LEAST : most;
    coolUntil = nowNanos + bounded.toNanos();
    cooled = true;
  }

  /** Whether it is left alone as it asked. */
  public boolean cooling(long nowNanos) {
    return cooled && coolUntil - nowNanos > 0;
  }

  /** What it costs to ask it, compared with other nodes: its latency, the worse for failures. */
  public double cost(long nowNanos) {
    return (1.0 + latency.nanos(nowNanos)) * (1 + BURDEN * failures.count(nowNanos));
  }
}
