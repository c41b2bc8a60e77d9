package headgate.gateway.head;

/**
 * How one node stood when a view was made.
 *
 * @param state what it is good for
 * @param network the id of the network that it reported, empty while it has told none
 * @param height the highest block it reported, -1 before its first report
 * @param lag blocks behind the serving height, negative when ahead of it
 */
public record NodeStanding(NodeState state, String network, long height, long lag) {
  /** A node that has not been heard of. */
  public static final NodeStanding UNKNOWN = new NodeStanding(NodeState.DOWN, "", -1, 0);

  /** Why the node is not asked, in words for its operator; empty while it is up. */
  public String reason() {
    return switch (state) {
      case UP -> "";
      case LAGGING -> lag + " blocks behind the serving height";
      case AHEAD -> -lag + " blocks ahead of every other node";
      case WRONG_NETWORK -> "reports another network: " + network;
      case DOWN -> height < 0 ? "has not answered a probe yet" : "missed its last probe";
    };
  }

  /** Whether the node may be asked for what needs the given height. */
  public boolean serves(long neededHeight) {
    return state == NodeState.UP && height >= neededHeight;
  }
}
