package headgate.simulation.rule;

import headgate.simulation.caller.Request;
import headgate.simulation.caller.Response;
import java.util.List;

/**
 * One height for all pinned calls of a request; nobody is answered behind what anybody was told
 * before; nothing is served that is not on the chain, or older than promised.
 */
final class HeightRule {
  private static final String ONE = "all pinned calls of a request are answered at one height";
  private static final String BACK = "no answer goes back behind one that was given before";
  private static final String OLD = "the serving height is what two nodes had a moment ago";
  private static final String UNTRUE = "no height is served that the chain has not reached";
  private static final long MOMENT_NANOS = 3_000_000_000L;

  private final Landscape landscape;
  private final Verdict verdict;

  HeightRule(Landscape landscape, Verdict verdict) {
    this.landscape = landscape;
    this.verdict = verdict;
  }

  void judge(Request request, Response response, List<Shown> shown) {
    var about = request + " -> " + response;
    var pinned = shown.stream().filter(one -> one.kind() == Shown.Kind.PINNED).toList();
    verdict.hold(pinned.stream().map(Shown::height).distinct().count() <= 1, ONE, about);
    for (var one : shown) {
      verdict.hold(one.height() <= landscape.chain().tip(), UNTRUE, about);
      if (one.kind() == Shown.Kind.PINNED || one.kind() == Shown.Kind.HEAD) {
        verdict.hold(one.height() >= request.seenHeight(), BACK, about);
        verdict.hold(one.height() >= request.minHeight(), "a named height is kept", about);
        verdict.hold(one.height() >= leastKnown(request), OLD, about);
      }
    }
    if (response.head() >= 0) {
      verdict.hold(response.head() <= landscape.chain().tip(), UNTRUE, about);
      verdict.hold(response.head() >= request.seenHeight(), BACK, about);
    }
  }

  private long leastKnown(Request request) {
    return landscape.noExcuse(request.sentNanos())
        ? landscape.knownHeight(request.sentNanos() - MOMENT_NANOS)
        : -1;
  }
}
