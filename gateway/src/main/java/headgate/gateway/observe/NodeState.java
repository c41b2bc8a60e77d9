package headgate.gateway.observe;

/** What a node is good for at this moment. Only an {@link #UP} one is chosen. */
public enum NodeState {
  /** At the serving height or within the permitted lag. */
  UP("up"),
  /** Catching up: its newest block is old and its height rises fast. */
  SYNCING("syncing"),
  /** Too many blocks behind the serving height. */
  LAGGING("lagging"),
  /** Ahead of what the others confirm. */
  AHEAD("ahead"),
  /** On another chain than the configured one. */
  WRONG_NETWORK("wrong-network"),
  /** Reachable, but its height stands still while the others' rises. */
  STALLED("stalled"),
  /** Not reachable, or its probes fail. */
  DOWN("down"),
  /** Taken out by an operator: it finishes what it has. */
  DRAINING("draining");

  private final String label;

  NodeState(String label) {
    this.label = label;
  }

  /** The value of the metric label {@code state} and the word in tables. */
  public String label() {
    return label;
  }
}
