package headgate.gateway.upstream.health;

import java.time.Duration;

/**
 * Below which height a node has said to have thrown everything away, as every loop has heard it: it
 * is not asked for that again for a while. A lost update costs one question and no more.
 */
public final class PrunedHeights {
  /** How long it is remembered: a node may be given an older state. */
  public static final Duration REMEMBERED = Duration.ofMinutes(5);

  private volatile long highest = -1;
  private volatile long heardAtNanos;

  /** The node does not have this height any more. */
  public void heard(long height, long nowNanos) {
    highest = has(highest, nowNanos) ? height : Math.max(highest, height);
    heardAtNanos = nowNanos;
  }

  /** Whether it may have this height. */
  public boolean has(long height, long nowNanos) {
    return height > highest || nowNanos - heardAtNanos >= REMEMBERED.toNanos();
  }
}
