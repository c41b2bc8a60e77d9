package headgate.gateway.head;

/** What a node is good for, as the probes last saw it. */
public enum NodeState {
  /** Answers, on the right network, close enough to the head. */
  UP,
  /** More than the allowed number of blocks behind the serving height. */
  LAGGING,
  /** More than the allowed number of blocks ahead of every other node, and alone there. */
  AHEAD,
  /** Serves another network than the one that was configured or agreed on. */
  WRONG_NETWORK,
  /** Did not answer its last probe, or has never been asked. */
  DOWN;

  /** The name shown to people and used as a metric label, for example {@code wrong-network}. */
  public String label() {
    return switch (this) {
      case UP -> "up";
      case LAGGING -> "lagging";
      case AHEAD -> "ahead";
      case WRONG_NETWORK -> "wrong-network";
      case DOWN -> "down";
    };
  }
}
