package headgate.gateway.upstream;

import headgate.chain.method.CacheScope;
import headgate.gateway.head.HeadRefresh;
import headgate.gateway.head.HeightWaits;
import headgate.gateway.head.HeightWaits.HeldCall;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.route.NodeCall;
import java.util.function.Supplier;

/**
 * Holds the height that an answer shows against the serving height, for one loop.
 *
 * <p>An answer about the head that shows an older one than the call needs is asked of another node.
 * One that shows a newer one than is served counts as that node's report, and is handed out only
 * when the serving height has got there, so that no caller is ahead of the next one's answer. So is
 * one about a height that its caller named and that is not served yet.
 */
public final class ShownHeights {
  /** What is to be done with an answer. */
  enum Place {
    /** It fits. */
    SERVED,
    /** It is older than what the call needs. */
    BEHIND,
    /** It is newer than what is served. */
    AHEAD
  }

  private final Supplier<? extends HeadRefresh> head;
  private final HeightWaits waits;

  /** For the calls of one loop. */
  public ShownHeights(Supplier<? extends HeadRefresh> head, HeightWaits waits) {
    this.head = head;
    this.waits = waits;
  }

  /** What a node knows of a named height is the state at that, also where it does not say so. */
  AnswerText shown(NodeCall call, AnswerText text) {
    return text.success() && !showsByItself(call) && call.namedHeight() >= 0
        ? text.showing(call.namedHeight())
        : text;
  }

  private static boolean showsByItself(NodeCall call) {
    return call.call().method().answerHeight() != null;
  }

  Place place(NodeCall call, AnswerText text, long servingHeight) {
    var shown = text.success() ? text.shownHeight() : -1;
    if (shown < 0 || servingHeight < 0) {
      return Place.SERVED;
    }
    if (shown > servingHeight) {
      return Place.AHEAD;
    }
    var aboutHead = call.call().method().scope() == CacheScope.HEAD;
    return aboutHead && call.asksForHead() && shown < call.neededHeight()
        ? Place.BEHIND
        : Place.SERVED;
  }

  /** Waits for the height of a node's answer, which is that node's report if it says so itself. */
  HeldCall hold(Node from, NodeCall call, AnswerText text, HeightWaits.Waiting held) {
    return showsByItself(call) ? hold(from, text, held) : waits.await(text.shownHeight(), held);
  }

  /** Waits for the height that a node's answer says itself. */
  HeldCall hold(Node from, AnswerText text, HeightWaits.Waiting held) {
    head.get().answered(from.index(), text.shownHeight());
    return waits.await(text.shownHeight(), held);
  }
}
