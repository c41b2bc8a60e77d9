package headgate.gateway.stream;

import headgate.chain.error.ErrorTable;
import headgate.chain.method.Lane;
import headgate.chain.surface.StreamApi;
import headgate.gateway.config.StreamConfig;
import headgate.gateway.head.HeadView;
import headgate.gateway.observe.StreamEnds;
import headgate.gateway.upstream.Node;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What every loop's streams of one network are made with.
 *
 * @param network the network's name
 * @param nodes the nodes, in the order of the configuration
 * @param view gives the newest view of the head
 * @param seats who has a stream
 * @param ends counts how streams end
 * @param streams the kinds of stream that the chain has
 * @param errors the chain's errors
 * @param config intervals and bounds
 * @param writeDeadline longest time without progress while a caller is slow
 * @param depthMax deepest nesting of a request
 */
public record StreamTerms(
    String network,
    List<Node> nodes,
    Supplier<HeadView> view,
    StreamSeats seats,
    StreamEnds ends,
    List<StreamApi> streams,
    ErrorTable errors,
    StreamConfig config,
    Duration writeDeadline,
    int depthMax) {
  /** Where a node of another configuration is here and takes streams, -1 where it is not. */
  int placeOf(Node node) {
    return nodes.stream()
        .filter(each -> each.number() == node.number() && each.duty().lanes().contains(Lane.STREAM))
        .mapToInt(Node::index)
        .findFirst()
        .orElse(-1);
  }

  /** Copies the lists. */
  public StreamTerms {
    nodes = List.copyOf(nodes);
    streams = List.copyOf(streams);
  }
}
