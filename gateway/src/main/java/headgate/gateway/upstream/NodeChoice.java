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
 * takes no part.
 */
final class NodeChoice {
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
    var left = eligible(view, neededHeight, tried);
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

  /** Whether any node could serve, were permits no matter. */
  boolean anyEligible(HeadView view, long neededHeight, long tried) {
    return eligible(view, neededHeight, tried) > 0;
  }

  private int eligible(HeadView view, long neededHeight, long tried) {
    var count = 0;
    for (var node = 0; node < candidates.length; node++) {
      if ((tried & 1L << node) == 0 && view.nodes().get(node).serves(neededHeight)) {
        candidates[count++] = node;
      }
    }
    return count;
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
    return (1.0 + node.latencyNanos(nowNanos)) * (1.0 + node.permits(lane).taken());
  }
}
