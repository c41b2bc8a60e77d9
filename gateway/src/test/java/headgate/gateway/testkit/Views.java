package headgate.gateway.testkit;

import headgate.gateway.head.HeadView;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/** Views of a network's head, given rather than worked out. */
public final class Views {
  private Views() {}

  /** Every node is up and at the serving height. */
  public static HeadView up(int nodes, long height) {
    return view(height, Collections.nCopies(nodes, new NodeStanding(NodeState.UP, "", height, 0)));
  }

  /** Every node is up, each at its own height. */
  public static HeadView at(long servingHeight, long... heights) {
    return view(
        servingHeight,
        LongStream.of(heights)
            .mapToObj(height -> new NodeStanding(NodeState.UP, "", height, servingHeight - height))
            .toList());
  }

  /** Nothing is known yet. */
  public static HeadView unknown(int nodes) {
    return view(-1, Collections.nCopies(nodes, NodeStanding.UNKNOWN));
  }

  /** These standings, at generation 0. */
  public static HeadView view(long servingHeight, List<NodeStanding> nodes) {
    return new HeadView(0, servingHeight, 0, nodes);
  }
}
