package headgate.simulation.rule;

import java.util.List;

/**
 * What callers and nodes can see of a configuration.
 *
 * @param mark what its gateway sends to nodes with each call; empty for nothing
 * @param pins whether heights are written into reads
 * @param bodyBytesMax the largest body that is taken
 * @param batchCallsMax the longest batch that is taken
 * @param nodes the names of its nodes, in their order
 */
public record Terms(
    String mark, boolean pins, int bodyBytesMax, int batchCallsMax, List<String> nodes) {
  /** Copies the list. */
  public Terms {
    nodes = List.copyOf(nodes);
  }
}
