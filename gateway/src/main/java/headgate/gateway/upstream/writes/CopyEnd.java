package headgate.gateway.upstream.writes;

/** What became of a transaction that was sent to a further node. */
public enum CopyEnd {
  /** The node has taken it. */
  ACCEPTED("accepted", true),
  /** The node had it already: as good as taken. */
  DUPLICATE("duplicate", true),
  /** The node refuses it in words that every other node would use. */
  REFUSED("refused", false),
  /** This node refuses it; another one may take it. */
  REFUSED_HERE("refused_here", false),
  /** No answer worth having came. */
  FAILED("failed", false),
  /** It was not sent: there was no permit, or no room in the byte budget. */
  NO_ROOM("no_room", false);

  private final String label;
  private final boolean taken;

  CopyEnd(String label, boolean taken) {
    this.label = label;
    this.taken = taken;
  }

  /** The value of the metric label. */
  public String label() {
    return label;
  }

  /** Whether the node has the transaction now. */
  public boolean taken() {
    return taken;
  }
}
