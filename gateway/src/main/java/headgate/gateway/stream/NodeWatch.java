package headgate.gateway.stream;

import headgate.gateway.head.HeadView;
import java.time.Duration;

/**
 * Whether the node of a running stream is one that a new stream would no longer get.
 *
 * <p>A node of another network, or one that is not believed, is left at once: what it sends is not
 * this chain. One that is not up for any other reason is left when it has been so for a while and
 * another one could take the stream. Until then it may come back, and where no other has room its
 * stream is still better than none.
 */
final class NodeWatch {
  /** How often it is to be asked. */
  static final Duration EVERY = Duration.ofSeconds(1);

  private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

  private final int node;
  private long upAtNanos;

  /** A watch on the node at a place of the configuration, which is up. */
  NodeWatch(int node, long nowNanos) {
    this.node = node;
    upAtNanos = nowNanos;
  }

  /** Whether the node is to be left now. */
  boolean leaves(HeadView view, StreamSeats seats, long nowNanos) {
    return switch (view.nodes().get(node).state()) {
      case UP -> {
        upAtNanos = nowNanos;
        yield false;
      }
      case WRONG_NETWORK, QUARANTINED -> true;
      case SYNCING, LAGGING, AHEAD, STALLED, DRAINING, DOWN ->
          nowNanos - upAtNanos >= PATIENCE_NANOS && seats.anyFree(view);
    };
  }
}
