package headgate.simulation.rule;

import headgate.simulation.caller.Request;
import headgate.simulation.caller.Response;
import java.util.List;

/**
 * Nothing is answered by a serving height that was not confirmed within the last second: where
 * every node has been silent about its height for longer, there is nothing to confirm it.
 */
final class AgeRule {
  private static final String RULE = "the serving height was confirmed within the last second";

  /** The promised second, and what a node's word may be on its way. */
  private static final long AGE_NANOS_MAX = 1_500_000_000L;

  private final Landscape landscape;
  private final Verdict verdict;
  private long lastToldNanos;

  AgeRule(Landscape landscape, Verdict verdict) {
    this.landscape = landscape;
    this.verdict = verdict;
    lastToldNanos = landscape.agenda().nanos();
  }

  /** A node tells how far it is. */
  void told() {
    lastToldNanos = landscape.agenda().nanos();
  }

  void judge(Request request, Response response, List<Shown> shown) {
    var byHead =
        shown.stream()
            .anyMatch(one -> one.kind() == Shown.Kind.PINNED || one.kind() == Shown.Kind.HEAD);
    verdict.hold(
        !byHead || lastToldNanos >= request.sentNanos() - AGE_NANOS_MAX,
        RULE,
        request + " -> " + response);
  }
}
