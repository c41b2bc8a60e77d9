package headgate.gateway.observe;

import headgate.gateway.observe.writes.WriteStatus;
import java.util.List;
import java.util.Map;

/**
 * One network as it stands now.
 *
 * @param name its configured name
 * @param chain its profile's name
 * @param servingHeight the height at which calls are answered, -1 while there is none
 * @param head how that height is found and how old it is
 * @param nodes in the order of the configuration
 * @param cacheEntries answers that are kept
 * @param cacheBytes what they weigh
 * @param streams open WebSocket streams of callers
 * @param streamEnds streams that ended since the start, by every way there is
 * @param writes what became of writes beyond their first send
 */
public record NetworkStatus(
    String name,
    String chain,
    long servingHeight,
    HeadStatus head,
    List<NodeStatus> nodes,
    long cacheEntries,
    long cacheBytes,
    int streams,
    Map<StreamOutcome, Long> streamEnds,
    WriteStatus writes) {
  public NetworkStatus {
    nodes = List.copyOf(nodes);
    streamEnds = Map.copyOf(streamEnds);
  }

  /** Whether calls can be answered: a serving height is known and a node is up. */
  public boolean ready() {
    return servingHeight >= 0 && nodes.stream().anyMatch(NodeStatus::up);
  }
}
