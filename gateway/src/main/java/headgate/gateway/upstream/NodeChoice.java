package headgate.gateway.upstream;

import headgate.chain.method.Lane;
import headgate.gateway.head.HeadView;
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

  private final List<Node> nodes;
  private final RandomGenerator random;
  private final int[] candidates;

  NodeChoice(List<Node> nodes, RandomGenerator random) {
    this.nodes = nodes;
    this.random = random;
    candidates = new int[nodes.size()];
  }

  /**
   * Picks and takes the node's permit, which the caller gives back.
   *
   * @param tried a bit for each node that is out of the question
   * @return null where no node that serves the height has a permit left
   */
  @Nullable Node take(HeadView view, long neededHeight, Lane lane, long tried, long nowNanos) {
    var left = eligible(view, neededHeight, tried, nowNanos);
    while (left > 0) {
      var position = pick(left, lane, nowNanos);
      var node = nodes.get(candidates[position]);
      if (node.permits(lane).tryTake()) {
        return node;
      }
      candidates[position] = candidates[--left];
    }
    return null;
  }

  /** What keeps the nodes from being taken that were not tried yet. */
  Left left(HeadView view, long neededHeight, long tried, long nowNanos) {
    if (eligible(view, neededHeight, tried, nowNanos) > 0) {
      return Left.BUSY;
    }
    for (var node : nodes) {
      if (serves(view, neededHeight, tried, node)) {
        return Left.COOLING;
      }
    }
    return Left.NONE;
  }

  private int eligible(HeadView view, long neededHeight, long tried, long nowNanos) {
    var count = 0;
    for (var node : nodes) {
      if (serves(view, neededHeight, tried, node) && !node.health().cooling(nowNanos)) {
        candidates[count++] = node.index();
      }
    }
    return count;
  }

  private static boolean serves(HeadView view, long neededHeight, long tried, Node node) {
    return (tried & 1L << node.index()) == 0 && view.nodes().get(node.index()).serves(neededHeight);
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
    return node.health().cost(nowNanos) * (1.0 + node.permits(lane).taken());
  }
}
