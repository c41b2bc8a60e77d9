package headgate.gateway.head;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway holds to be true of a network's head at one moment; immutable, and read once by
 * each call on its arrival.
 *
 * @param generation raised when everything that was cached must be forgotten
 * @param servingHeight the height at which reads are answered, -1 before it is known
 * @param confirmedAtNanos when the serving height was last confirmed, on the gateway's clock
 * @param nodes the standing of each node, in the order of the configuration
 * @param pace how old the head is and whether it still moves
 */
public record HeadView(
    long generation,
    long servingHeight,
    long confirmedAtNanos,
    List<NodeStanding> nodes,
    ChainPace pace) {
  /** Copies the list. */
  public HeadView {
    nodes = List.copyOf(nodes);
  }

  /** For so long a serving height that was confirmed needs no other confirmation. */
  public static final long CONFIRMED_NANOS_MAX = 1_000_000_000;

  /** A view of a chain of whose pace nothing is known. */
  public HeadView(
      long generation, long servingHeight, long confirmedAtNanos, List<NodeStanding> nodes) {
    this(generation, servingHeight, confirmedAtNanos, nodes, ChainPace.UNKNOWN);
  }

  /** Whether a serving height is known and at least one node is up. */
  public boolean ready() {
    return servingHeight >= 0 && nodes.stream().anyMatch(node -> node.state() == NodeState.UP);
  }

  /**
   * Whether reads may go by it without a look at the nodes.
   *
   * @param frozen whether the chain has ended: then there is nothing to confirm
   */
  public boolean confirmedAt(long nowNanos, boolean frozen) {
    return servingHeight >= 0 && (frozen || nowNanos - confirmedAtNanos <= CONFIRMED_NANOS_MAX);
  }

  /** Up to three reasons why nodes are not up, to stand behind what follows; empty without any. */
  public String reasons() {
    var reasons = nodes.stream().map(NodeStanding::reason).distinct().limit(3).toList();
    return reasons.isEmpty() ? "" : ": " + String.join(", ", reasons);
  }

  /** The same, in which nodes that are beyond the serving height are not up. */
  public HeadView withoutNodesBeyond() {
    if (nodes.stream().noneMatch(this::isBeyond)) {
      return this;
    }
    var others = nodes.stream().map(node -> isBeyond(node) ? node.beyond() : node).toList();
    return new HeadView(generation, servingHeight, confirmedAtNanos, others, pace);
  }

  private boolean isBeyond(NodeStanding node) {
    return node.state() == NodeState.UP && node.height() > servingHeight;
  }

  /** The head block's own time in milliseconds since 1970, -1 while it is not known. */
  public long headBlockTimeMillis() {
    return pace.headBlockTimeMillis();
  }

  /** Whether the chain makes no blocks any more, as far as the nodes show. */
  public boolean halted() {
    return pace.halted();
  }

  /** How far the nodes are where none is up because they are catching up; null otherwise. */
  public @Nullable SyncProgress syncing() {
    return pace.syncing();
  }
}
