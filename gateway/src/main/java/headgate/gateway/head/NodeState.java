package headgate.gateway.head;

/** What a node is good for, as its evidence last showed it. */
public enum NodeState {
  /** Answers, on the right network, close enough to the head. */
  UP,
  /** Works through old blocks, so its head is not the chain's. */
  SYNCING,
  /** More than the allowed number of blocks behind the serving height, and rising. */
  LAGGING,
  /** More than the allowed number of blocks ahead of every other node, and alone there. */
  AHEAD,
  /** Serves another network than the one that was configured or agreed on. */
  WRONG_NETWORK,
  /** Answers, but stands still behind the others. */
  STALLED,
  /** Showed another block than the other nodes, and is not believed any more. */
  QUARANTINED,
  /** Taken out of use by its operator. */
  DRAINING,
  /** Did not answer its last probes, or has never been asked. */
  DOWN;

  /** The name shown to people and used as a metric label, for example {@code wrong-network}. */
  public String label() {
    return switch (this) {
      case UP -> "up";
      case SYNCING -> "syncing";
      case LAGGING -> "lagging";
      case AHEAD -> "ahead";
      case WRONG_NETWORK -> "wrong-network";
      case STALLED -> "stalled";
      case QUARANTINED -> "quarantined";
      case DRAINING -> "draining";
      case DOWN -> "down";
    };
  }
}
