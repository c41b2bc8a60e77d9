package headgate.simulation.rule;

import java.time.Duration;
import java.util.Set;

/** What has befallen the world as a whole. */
public final class Skies {
  private static final Set<String> EXCLUDED = Set.of("quarantined", "wrong-network");

  private long calmSinceNanos = Long.MIN_VALUE;
  private boolean leaving;
  private boolean closing;
  private String liar = "";
  private long lieBeganNanos = Long.MIN_VALUE / 2;
  private long lieNoticedNanos = Long.MIN_VALUE;

  /** The machine of the gateway itself was disturbed: its clock was set, a loop stood still. */
  public void disturbed(long untilNanos) {
    calmSinceNanos = Math.max(calmSinceNanos, untilNanos);
  }

  /** The gateway was told to take its leave. */
  public void leaves() {
    leaving = true;
  }

  /** It answers what is left with errors. */
  void closes() {
    closing = true;
  }

  boolean leaving() {
    return leaving;
  }

  boolean closing() {
    return closing;
  }

  /** A node began to answer for another chain. */
  public void lieBegan(String node, long nanos) {
    liar = node;
    lieBeganNanos = nanos;
    lieNoticedNanos = Long.MAX_VALUE;
  }

  /**
   * The gateway has a node in that state now. Whoever was out for an earlier lie may come back
   * before the blocks are compared in which it differs again.
   */
  public void judged(String node, String state, long nanos) {
    if (node.equals(liar)) {
      lieNoticedNanos =
          EXCLUDED.contains(state) ? Math.min(lieNoticedNanos, nanos) : Long.MAX_VALUE;
    }
  }

  /**
   * Whether a node began so shortly ago to answer for another chain: it may be word against word.
   */
  boolean lieIsYoung(long nanos, Duration findingOutMax) {
    return nanos - lieBeganNanos <= findingOutMax.toNanos();
  }

  long calmSinceNanos() {
    return calmSinceNanos;
  }

  /** Whether what the liar said may be told to a request: nobody has found it out before that. */
  boolean mayTellLies(long sentNanos, Duration findingOutMax) {
    return sentNanos <= lieNoticedNanos && lieIsYoung(sentNanos, findingOutMax);
  }
}
