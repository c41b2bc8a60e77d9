package headgate.gateway.upstream.choice;

import headgate.chain.method.Lane;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.upstream.Node;
import headgate.gateway.upstream.choice.Turn.Grace;
import headgate.gateway.upstream.choice.Turn.Part;
import headgate.gateway.upstream.health.NodeJudgement;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Picks the node for a try: of two drawn at random, the one with less latency times work in flight.
 *
 * <p>Two draws spread load almost as well as looking at every node and do not send everybody to the
 * same best one at once. A node without a free permit in the lane, or already tried for this call,
 * takes no part, nor one that asked to be left alone, is not there for the lane or has thrown away
 * the height that is asked for.
 *
 * <p>Among whom it is drawn goes by {@link Turn turns}: by role, and by what a node is forgiven
 * where no better one is left. The first turn that has any node counts. Where all of these work on
 * as much as they may, they are waited for: a fallback is there for failure, not for load.
 */
public final class NodeChoice {
  /** Why no node was taken. */
  public enum Left {
    /** Some could serve, but have no permit left, or are almost at the needed height. */
    BUSY,
    /** Some could serve, but asked to be left alone for a while. */
    COOLING,
    /** Only fallbacks could serve, and they have had all that they may get. */
    OVER_CAP,
    /** None could serve. */
    NONE
  }

  private final List<Node> nodes;
  private final Fallbacks fallbacks;
  private final RandomGenerator random;
  private final Candidates candidates;
  private @Nullable Node taken;

  /** A choice among nodes, on one loop. */
  public NodeChoice(List<Node> nodes, Fallbacks fallbacks, RandomGenerator random) {
    this.nodes = nodes;
    this.fallbacks = fallbacks;
    this.random = random;
    candidates = new Candidates(nodes, fallbacks);
  }

  /**
   * Picks and takes the node's permit, which the caller gives back.
   *
   * @return null where no node that serves the call has a permit left
   */
  public @Nullable Node take(Wanted wanted, long nowNanos) {
    taken = null;
    walk(wanted, true, nowNanos);
    return taken;
  }

  /** What keeps the nodes from being taken that were not tried yet. */
  public Left left(Wanted wanted, long nowNanos) {
    return walk(wanted, false, nowNanos);
  }

  /** Goes turn by turn to the first nodes that can be asked; takes one only where it is to. */
  private Left walk(Wanted wanted, boolean taking, long nowNanos) {
    if (candidates.preferred(wanted, nowNanos) > 0) {
      draw(1, taking, wanted.lane(), nowNanos);
      return Left.BUSY;
    }
    if (candidates.preferredAlmostThere(wanted, nowNanos)) {
      return Left.BUSY;
    }
    var part = candidates.part(wanted, nowNanos);
    var left = Left.NONE;
    for (var turn : Turn.order(part, candidates.isOld(wanted, nowNanos))) {
      var count = candidates.count(turn, wanted, nowNanos);
      if (count == 0) {
        if (waitsFor(turn, part, wanted, nowNanos)) {
          return Left.BUSY;
        }
      } else if (candidates.overCap(turn.role(), nowNanos)) {
        left = left == Left.NONE ? Left.OVER_CAP : left;
      } else if (left != Left.OVER_CAP || turn.grace() != Grace.ABSENCE) {
        draw(count, taking, wanted.lane(), nowNanos);
        left = Left.BUSY;
        if (taken != null || !turn.givesWay(part)) {
          return left;
        }
      }
    }
    return left == Left.NONE ? nobody(part, wanted, nowNanos) : left;
  }

  /**
   * Where whoever had the height has failed, or was replaced by nodes that the request does not
   * know of, one that is almost there is better than an error.
   */
  private Left nobody(Part part, Wanted wanted, long nowNanos) {
    if (candidates.anyPrimaryAlmostThere(wanted, nowNanos)) {
      return Left.BUSY;
    }
    return candidates.anyCools(part, wanted, nowNanos) ? Left.COOLING : Left.NONE;
  }

  /** Whether a primary that has no turn yet will have it in a moment. */
  private boolean waitsFor(Turn turn, Part part, Wanted wanted, long nowNanos) {
    return part == Part.LAST
        && turn.isBest(NodeRole.PRIMARY)
        && candidates.anyPrimaryAlmostThere(wanted, nowNanos);
  }

  private void draw(int count, boolean taking, Lane lane, long nowNanos) {
    taken = taking ? drawn(count, lane, nowNanos) : null;
  }

  private @Nullable Node drawn(int count, Lane lane, long nowNanos) {
    for (var left = count; left > 0; left--) {
      var position = pick(left, lane, nowNanos);
      var node = candidates.at(position);
      if (node.permits(lane).tryTake()) {
        if (node.duty().role() != NodeRole.FALLBACK || fallbacks.tryTake(nowNanos)) {
          return node;
        }
        node.permits(lane).giveBack();
      }
      candidates.remove(position, left);
    }
    return null;
  }

  private int pick(int count, Lane lane, long nowNanos) {
    if (count == 1) {
      return 0;
    }
    var first = random.nextInt(count);
    var second = (first + 1 + random.nextInt(count - 1)) % count;
    return cost(first, lane, nowNanos) <= cost(second, lane, nowNanos) ? first : second;
  }

  private double cost(int position, Lane lane, long nowNanos) {
    var node = candidates.at(position);
    var share = node.health().ejection().share(nowNanos);
    if (share < 1 && random.nextDouble() >= share) {
      // Just back after failing: it gets some of its calls, and more with time.
      return Double.MAX_VALUE;
    }
    return node.health().cost(nowNanos) * (1.0 + node.permits(lane).taken());
  }

  // ---- what is said of it

  /** What is said of each node now, by the rule that {@link #take} goes by. */
  public List<NodeJudgement> judged(Wanted wanted, long nowNanos) {
    var part = candidates.part(wanted, nowNanos);
    var old = candidates.isOld(wanted, nowNanos);
    var judged = new ArrayList<NodeJudgement>();
    for (var node : nodes) {
      var why = leftOut(node, wanted, nowNanos);
      judged.add(why == NodeJudgement.PASSED_OVER ? byRole(node, part, old, nowNanos) : why);
    }
    var count = candidates.preferred(wanted, nowNanos);
    count = count > 0 ? count : firstTurn(Turn.order(part, old), wanted, nowNanos);
    for (var position = 0; position < count; position++) {
      var node = candidates.at(position);
      var free = node.permits(wanted.lane()).free();
      judged.set(node.index(), free ? NodeJudgement.CANDIDATE : NodeJudgement.BUSY);
    }
    return List.copyOf(judged);
  }

  private int firstTurn(List<Turn> turns, Wanted wanted, long nowNanos) {
    for (var turn : turns) {
      var count = candidates.count(turn, wanted, nowNanos);
      if (count > 0 && !candidates.overCap(turn.role(), nowNanos)) {
        return count;
      }
    }
    return 0;
  }

  private static NodeJudgement leftOut(Node node, Wanted wanted, long nowNanos) {
    if (!node.duty().lanes().contains(wanted.lane())) {
      return NodeJudgement.NOT_IN_LANE;
    }
    if (!wanted.servedBy(node)) {
      return NodeJudgement.NOT_SERVING;
    }
    if (!wanted.keptBy(node, nowNanos)) {
      return NodeJudgement.PRUNED;
    }
    if (node.health().cooling(nowNanos)) {
      return NodeJudgement.COOLING;
    }
    if (!wanted.offeredBy(node, nowNanos)) {
      return NodeJudgement.NOT_OFFERED;
    }
    return node.failing(nowNanos) ? NodeJudgement.FAILING : NodeJudgement.PASSED_OVER;
  }

  /** Why a node that could serve has not its turn. */
  private NodeJudgement byRole(Node node, Part part, boolean old, long nowNanos) {
    var role = node.duty().role();
    return switch (role) {
      case PRIMARY -> part == Part.FIRST ? NodeJudgement.RETURNING : NodeJudgement.PASSED_OVER;
      case FALLBACK ->
          candidates.overCap(role, nowNanos) ? NodeJudgement.OVER_CAP : NodeJudgement.SPARED;
      case ARCHIVE -> old ? NodeJudgement.PASSED_OVER : NodeJudgement.NOT_OLD;
    };
  }
}
