package headgate.gateway.upstream.health;

import headgate.gateway.head.ProbeMiss;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a node from what it has done, whatever it is configured for; it stays with the
 * node over reloads.
 */
public final class NodeHistory {
  /** Probes in a row without any answer after which nobody is there: one may be lost to chance. */
  private static final int UNANSWERED_MAX = 2;

  private final NodeHealth health = new NodeHealth();
  private final AbsentMethods absent = new AbsentMethods();
  private final PrunedHeights pruned = new PrunedHeights();
  private final PinSupport pins = new PinSupport();
  private final LongAdder failures = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder probesMissed = new LongAdder();
  private volatile @Nullable ProbeMiss lastMiss;
  private volatile long probeNanos;
  private volatile int unanswered = UNANSWERED_MAX;

  /** How it has done lately. */
  public NodeHealth health() {
    return health;
  }

  /** What it does not offer, as it said. */
  public AbsentMethods absent() {
    return absent;
  }

  /** What it has thrown away, as it said. */
  public PrunedHeights pruned() {
    return pruned;
  }

  /** Whether it takes heights in params. */
  public PinSupport pins() {
    return pins;
  }

  /** Tries that counted against it, since the start. */
  public LongAdder failures() {
    return failures;
  }

  /** Tries that were not the first of their call, since the start. */
  public LongAdder retries() {
    return retries;
  }

  /** Probes that it missed, since the start. */
  public long probesMissed() {
    return probesMissed.sum();
  }

  /** How long its last probe took that was answered, in nanoseconds; 0 before the first. */
  public long probeNanos() {
    return probeNanos;
  }

  /** Why the last of its probes was missed, null where none was. */
  public @Nullable ProbeMiss lastMiss() {
    return lastMiss;
  }

  /** Whether it answers at all: not before its first probe, nor after two that nobody answered. */
  public boolean alive() {
    return unanswered < UNANSWERED_MAX;
  }

  /** It answered a probe. */
  public void probed(long tookNanos) {
    probeNanos = tookNanos;
    unanswered = 0;
  }

  /** It missed a probe; on the prober's loop only. */
  public void probeMissed(ProbeMiss why) {
    unanswered = why.answered() ? 0 : Math.min(unanswered + 1, UNANSWERED_MAX);
    lastMiss = why;
    probesMissed.increment();
  }
}
