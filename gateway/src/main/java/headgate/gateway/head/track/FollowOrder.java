package headgate.gateway.head.track;

import headgate.chain.method.Lane;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.head.HeadView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Which node is followed next: one that has the next block, and of those a primary with streams
 * before another primary before all others, in turn.
 *
 * <p>A node that was left for its silence is taken where nobody else is, and for a while it is no
 * reason to leave another one.
 */
final class FollowOrder {
  private static final int BEHIND = 4;
  private static final int SILENT = 8;

  private final List<NodeDuty> duties;
  private final long silentForNanos;
  private final Map<Integer, Long> silentSince = new HashMap<>();

  /** An order of nodes with these duties, in the order of the configuration. */
  FollowOrder(List<NodeDuty> duties, long silentForNanos) {
    this.duties = duties;
    this.silentForNanos = silentForNanos;
  }

  /** A node has shown nothing while others have more. */
  void silent(int node, long nowNanos) {
    silentSince.put(node, nowNanos);
  }

  /**
   * The node that is to be followed, -1 where none is usable.
   *
   * @param before the one that was followed last, -1 for none
   * @param next the height of the next block
   */
  int next(HeadView view, IntPredicate usable, int before, long next, long nowNanos) {
    var chosen = -1;
    var best = Integer.MAX_VALUE;
    for (var step = 1; step <= view.nodes().size(); step++) {
      var place = Math.floorMod(before + step, view.nodes().size());
      if (usable.test(place)) {
        var behind = view.nodes().get(place).height() >= next ? 0 : BEHIND;
        var worth = rank(place) + behind + (isSilent(place, nowNanos) ? SILENT : 0);
        if (worth < best) {
          chosen = place;
          best = worth;
        }
      }
    }
    return chosen;
  }

  /** Whether a primary could be followed in place of a node that is none, and is as far. */
  boolean outranks(HeadView view, IntPredicate usable, int followed, long nowNanos) {
    if (duties.get(followed).role() == NodeRole.PRIMARY) {
      return false;
    }
    for (var place = 0; place < duties.size(); place++) {
      if (duties.get(place).role() == NodeRole.PRIMARY
          && usable.test(place)
          && view.nodes().get(place).height() >= view.nodes().get(followed).height()
          && !isSilent(place, nowNanos)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSilent(int place, long nowNanos) {
    var since = silentSince.get(place);
    return since != null && nowNanos - since < silentForNanos;
  }

  private int rank(int place) {
    var duty = duties.get(place);
    var streams = duty.lanes().contains(Lane.STREAM) ? 0 : 1;
    return duty.role() == NodeRole.PRIMARY ? streams : 2 + streams;
  }
}
