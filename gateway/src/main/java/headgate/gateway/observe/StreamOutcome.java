package headgate.gateway.observe;

/** How a stream ended, as metrics count it: exactly one per stream, also one that never began. */
public enum StreamOutcome {
  /** The caller left, or was closed, before it had sent its request. */
  NO_REQUEST("no_request"),
  /** The request was not what it has to be. */
  BAD_REQUEST("bad_request"),
  /** A cap on streams was reached. */
  TOO_MANY("too_many"),
  /** A node refused the request itself. */
  NODE_REFUSED("node_refused"),
  /** No node could be reached that would begin it. */
  NO_NODE("no_node"),
  /** The caller closed it, or left. */
  CALLER_LEFT("caller_left"),
  /** The caller broke the protocol or a bound, answered no ping or took nothing. */
  CALLER_FAILED("caller_failed"),
  /** The node closed it, or left. */
  NODE_LEFT("node_left"),
  /** The node broke the protocol or answered no ping. */
  NODE_FAILED("node_failed"),
  /** The node was no longer up; the caller was told to come again. */
  NODE_NOT_UP("node_not_up"),
  /** A rule was made against the caller. */
  DENIED("denied"),
  /** The gateway stopped. */
  STOPPED("stopped");

  private final String label;

  StreamOutcome(String label) {
    this.label = label;
  }

  /** The value of the metric label {@code outcome}. */
  public String label() {
    return label;
  }

  /** Whether it ended without anybody's fault. */
  public boolean ordinary() {
    return this == CALLER_LEFT || this == STOPPED;
  }

  /** The place in a table in memory; it is never written anywhere. */
  @SuppressWarnings("EnumOrdinal")
  int column() {
    return ordinal();
  }
}
