package headgate.gateway.upstream;

import headgate.gateway.route.NodeCall;
import org.jspecify.annotations.Nullable;

/**
 * Whether one call is asked at the height it needs, and what its answers show of that.
 *
 * <p>An old node calls a height wrong that it does not know: then the height was ours to blame and
 * not the caller, and the same node is asked once more without it.
 */
final class PinDoubt {
  private final NodeCall call;
  private final int method;
  private @Nullable Node askedWithout;

  PinDoubt(NodeCall call) {
    this.call = call;
    method = call.call().method().index();
  }

  /** Whether the height is sent to a node; once one did not know it, the call goes without. */
  boolean pinned(Node node, long nowNanos) {
    return askedWithout == null && call.pinned() && node.pins().may(method, nowNanos);
  }

  /** Whether an answer may be due to a height that the node does not know. */
  boolean raisedBy(Try over, Verdict.Good good, long nowNanos) {
    return over.pinned() && good.blamesCaller() && !over.node().pins().shown(method, nowNanos);
  }

  /** The node is asked once more without the height. */
  void asksWithout(Node node) {
    askedWithout = node;
  }

  /** What an answer shows of its node, for the calls after this one. */
  void learn(Try over, Verdict.Good good, long nowNanos) {
    if (over.pinned() && !good.blamesCaller()) {
      over.node().pins().answered(method, nowNanos);
    } else if (over.node().equals(askedWithout) && good.text().success()) {
      over.node().pins().refused(method, nowNanos);
    }
  }
}
