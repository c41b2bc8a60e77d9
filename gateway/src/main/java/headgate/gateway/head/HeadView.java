package headgate.gateway.head;

import java.util.List;

/**
 * What the gateway holds to be true of a network's head at one moment; immutable, and read once by
 * each call on its arrival.
 *
 * @param generation raised when everything that was cached must be forgotten
 * @param servingHeight the height at which reads are answered, -1 before it is known
 * @param confirmedAtNanos when the serving height was last confirmed, on the gateway's clock
 * @param nodes the standing of each node, in the order of the configuration
 */
public record HeadView(
    long generation, long servingHeight, long confirmedAtNanos, List<NodeStanding> nodes) {
  /** Copies the list. */
  public HeadView {
    nodes = List.copyOf(nodes);
  }

  /** Whether a serving height is known and at least one node is up. */
  public boolean ready() {
    return servingHeight >= 0 && nodes.stream().anyMatch(node -> node.state() == NodeState.UP);
  }
}
