package headgate.gateway.upstream;

import headgate.chain.method.Lane;
import headgate.chain.method.MethodProfile;
import headgate.gateway.head.HeadView;
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
 * takes no part, nor one that asked to be left alone.
 */
final class NodeChoice {
  /** Why no node was taken. */
  enum Left {
    /** Some could serve, but have no permit left. */
    BUSY,
    /** Some could serve, but asked to be left alone for a while. */
    COOLING,
    /** None could serve. */
    NONE
  }

  /** What a node is forgiven where no better one is left. */
  private enum Grace {
    NONE,
    /** That it fails. */
    FAILURES,
    /** That it does not offer the method. */
    ABSENCE
  }

  private final List<Node> nodes;
  private final RandomGenerator random;
  private final int[] candidates;

  NodeChoice(List<Node> nodes, RandomGenerator random) {
    this.nodes = nodes;
    this.random = random;
    candidates = new int[nodes.size()];
  }

  /**
   * What a node has to be and have, to be asked.
   *
   * @param view the newest view of the head
   * @param neededHeight the height that it must have reported, -1 for any
   * @param method the method that is called
   * @param tried a bit for each node that is out of the question
   * @param preferred the node that is to be asked before all others while it serves, -1 for any
   */
  record Wanted(HeadView view, long neededHeight, MethodProfile method, long tried, int preferred) {
    Lane lane() {
      return method.lane();
    }

    private boolean servedBy(Node node) {
      return (tried & 1L << node.index()) == 0
          && view.nodes().get(node.index()).serves(neededHeight);
    }
  }

  /**
   * Picks and takes the node's permit, which the caller gives back.
   *
   * @return null where no node that serves the call has a permit left
   */
  @Nullable Node take(Wanted wanted, long nowNanos) {
    var left = eligible(wanted, nowNanos);
    while (left > 0) {
      var position = pick(left, wanted.lane(), nowNanos);
      var node = nodes.get(candidates[position]);
      if (node.permits(wanted.lane()).tryTake()) {
        return node;
      }
      candidates[position] = candidates[--left];
    }
    return null;
  }

  /** What keeps the nodes from being taken that were not tried yet. */
  Left left(Wanted wanted, long nowNanos) {
    if (eligible(wanted, nowNanos) > 0) {
      return Left.BUSY;
    }
    var cooling =
        nodes.stream().anyMatch(node -> wanted.servedBy(node) && offers(node, wanted, nowNanos));
    return cooling ? Left.COOLING : Left.NONE;
  }

  /** What is said of each node now, by the rule that {@link #take} goes by. */
  List<NodeJudgement> judged(Wanted wanted, long nowNanos) {
    var count = eligible(wanted, nowNanos);
    var judged = new ArrayList<NodeJudgement>();
    nodes.forEach(node -> judged.add(leftOut(node, wanted, nowNanos)));
    for (var position = 0; position < count; position++) {
      var free = nodes.get(candidates[position]).permits(wanted.lane()).free();
      judged.set(candidates[position], free ? NodeJudgement.CANDIDATE : NodeJudgement.BUSY);
    }
    return List.copyOf(judged);
  }

  private static NodeJudgement leftOut(Node node, Wanted wanted, long nowNanos) {
    if (!wanted.servedBy(node)) {
      return NodeJudgement.NOT_SERVING;
    }
    if (node.health().cooling(nowNanos)) {
      return NodeJudgement.COOLING;
    }
    if (!offers(node, wanted, nowNanos)) {
      return NodeJudgement.NOT_OFFERED;
    }
    return node.health().ejection().ejected(nowNanos)
        ? NodeJudgement.FAILING
        : NodeJudgement.PASSED_OVER;
  }

  private int eligible(Wanted wanted, long nowNanos) {
    var preferred = wanted.preferred;
    if (preferred >= 0 && asked(nodes.get(preferred), wanted, nowNanos)) {
      candidates[0] = preferred;
      return 1;
    }
    for (var grace : Grace.values()) {
      var count =
          grace == Grace.NONE && panics(wanted, nowNanos) ? 0 : count(wanted, grace, nowNanos);
      if (count > 0) {
        return count;
      }
    }
    return 0;
  }

  private int count(Wanted wanted, Grace grace, long nowNanos) {
    var count = 0;
    for (var node : nodes) {
      if (asked(node, wanted, nowNanos) && forgiven(node, wanted, grace, nowNanos)) {
        candidates[count++] = node.index();
      }
    }
    return count;
  }

  private static boolean forgiven(Node node, Wanted wanted, Grace grace, long nowNanos) {
    return switch (grace) {
      case NONE -> offers(node, wanted, nowNanos) && !node.health().ejection().ejected(nowNanos);
      case FAILURES -> offers(node, wanted, nowNanos);
      // Nobody has it: one node is asked nevertheless, for the caller to read why.
      case ABSENCE -> wanted.tried == 0;
    };
  }

  /**
   * Whether more than half of the nodes that could serve are left out for failing: then it is not
   * the nodes, or there is nobody better. Height, network and quarantine are never forgiven.
   */
  private boolean panics(Wanted wanted, long nowNanos) {
    var serving = 0;
    var ejected = 0;
    for (var node : nodes) {
      if (wanted.view.nodes().get(node.index()).serves(wanted.neededHeight)) {
        serving++;
        ejected += node.health().ejection().ejected(nowNanos) ? 1 : 0;
      }
    }
    return 2 * ejected > serving;
  }

  private static boolean asked(Node node, Wanted wanted, long nowNanos) {
    return wanted.servedBy(node) && !node.health().cooling(nowNanos);
  }

  private static boolean offers(Node node, Wanted wanted, long nowNanos) {
    return node.absent().offers(wanted.method.index(), nowNanos);
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
    var node = nodes.get(candidates[position]);
    var share = node.health().ejection().share(nowNanos);
    if (share < 1 && random.nextDouble() >= share) {
      // Just back after failing: it gets some of its calls, and more with time.
      return Double.MAX_VALUE;
    }
    return node.health().cost(nowNanos) * (1.0 + node.permits(lane).taken());
  }
}
