package headgate.gateway.head;

import org.jspecify.annotations.Nullable;

/**
 * How one node stood when a view was made.
 *
 * @param state what it is good for
 * @param network the id of the network that it reported, empty while it has told none
 * @param height the highest block it reported, -1 before its first report
 * @param lag blocks behind the serving height, negative when ahead of it
 * @param reason why the node is not asked, in words for its operator; empty while it is up
 * @param channel the channel that it says it serves, null where it tells none
 * @param earliest the lowest block that it says it still has, -1 where it tells none
 */
public record NodeStanding(
    NodeState state,
    String network,
    long height,
    long lag,
    String reason,
    @Nullable String channel,
    long earliest) {
  /** The reason before its first probe has ended. */
  public static final String UNHEARD = "has not answered a probe yet";

  /** The reason of a node that answers before the serving height is known. */
  public static final String AWAITED = "the serving height is not known yet";

  /** A node that has not been heard of. */
  public static final NodeStanding UNKNOWN =
      new NodeStanding(NodeState.DOWN, "", -1, 0, UNHEARD, null, -1);

  /** A node of which nothing else is known. */
  public NodeStanding(NodeState state, String network, long height, long lag) {
    this(state, network, height, lag, state == NodeState.UP ? "" : state.label(), null, -1);
  }

  /** The same node, held to be ahead of what is served. */
  NodeStanding beyond() {
    return new NodeStanding(
        NodeState.AHEAD, network, height, lag, "is beyond what is served", channel, earliest);
  }

  /** The same node, as many blocks further. */
  NodeStanding further(long blocks) {
    return blocks == 0 || height < 0
        ? this
        : new NodeStanding(state, network, height + blocks, lag, reason, channel, earliest);
  }

  /** Whether the node may be asked for what needs the given height. */
  public boolean serves(long neededHeight) {
    return state == NodeState.UP && height >= neededHeight;
  }
}
