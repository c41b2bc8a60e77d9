package headgate.gateway.story;

import headgate.chain.method.MethodProfile;
import headgate.gateway.head.Sight;
import headgate.gateway.outcome.TryRecord;
import headgate.gateway.route.RoutePlan;
import headgate.gateway.upstream.Fetching;
import headgate.gateway.upstream.Node;
import headgate.gateway.upstream.health.NodeJudgement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call's way through the gateway, told by the walk. It belongs to the loop of its request, and
 * what was not reached stays untold.
 */
public final class CallStory {
  /** A node as it stood when one was chosen for the call. */
  record Seen(NodeJudgement judgement, int inFlight, long latencyNanos) {}

  /**
   * How it ended.
   *
   * @param outcome the word that metrics have for it
   * @param reason the failure's word, empty where there was none
   * @param code of the JSON-RPC error, 0 for none
   * @param error the answer where it is an error of the gateway's own, else empty
   */
  record End(String outcome, String reason, int code, String error, long nanos) {}

  private final List<Node> nodes;
  private final List<Seen> seen = new ArrayList<>();
  private @Nullable MethodProfile method;
  private @Nullable Sight sight;
  private @Nullable RoutePlan plan;
  private @Nullable Fetching fetching;
  private @Nullable End end;

  CallStory(List<Node> nodes) {
    this.nodes = nodes;
  }

  /** What the call is, what it goes by and what is to be done with it. */
  public void planned(MethodProfile called, Sight by, RoutePlan what) {
    method = called;
    sight = by;
    plan = what;
  }

  /** What was said of each node when one was chosen, in the order of the configuration. */
  public void judged(List<NodeJudgement> judgements, long nowNanos) {
    seen.clear();
    for (var node : nodes) {
      seen.add(
          new Seen(judgements.get(node.index()), node.inFlight(), node.latencyNanos(nowNanos)));
    }
  }

  /** The nodes are asked. */
  public void asks(Fetching underWay) {
    fetching = underWay;
  }

  /** It has ended, in the words that the access log and metrics have for it. */
  public void ended(String outcome, String reason, int code, String error, long nanos) {
    end = new End(outcome, reason, code, error, nanos);
  }

  /** Whether it ended for this reason. */
  public boolean endedBy(String reason) {
    return end != null && end.reason.equals(reason);
  }

  /** The method, null where the walk did not get so far. */
  public @Nullable MethodProfile method() {
    return method;
  }

  @Nullable Sight sight() {
    return sight;
  }

  @Nullable RoutePlan plan() {
    return plan;
  }

  @Nullable End end() {
    return end;
  }

  /** Empty where no node was to be chosen. */
  List<Seen> seen() {
    return seen;
  }

  List<TryRecord> tries() {
    return fetching == null ? List.of() : fetching.tries();
  }
}
