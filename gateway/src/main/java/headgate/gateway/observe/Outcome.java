package headgate.gateway.observe;

/** How a call ended, as statistics and metrics count it: exactly one per call. */
public enum Outcome {
  /** Answered from the cache. */
  HIT("hit", Kind.ANSWER),
  /** Answered by the fetch of an equal call that was already on its way. */
  COALESCED("coalesced", Kind.ANSWER),
  /** Could have been cached, was not, and a node answered. */
  MISS("miss", Kind.ANSWER),
  /** A node answered a call that is never cached: a write, a wait or an uncacheable read. */
  PASSED("passed", Kind.ANSWER),
  /** Answered by the gateway itself, by the profile. */
  LOCAL("local", Kind.ANSWER),
  /** A node answered with a JSON-RPC error of its own. That is an answer, not a failure. */
  NODE_ERROR("node_error", Kind.ANSWER),
  /** Not admitted: malformed, over a limit or against a rule. The caller can do better. */
  REFUSED("refused", Kind.REFUSAL),
  /** Admitted, but no node gave an answer that could be passed on. */
  FAILED("failed", Kind.FAILURE),
  /** A write whose answer was lost: it may or may not have been accepted. */
  UNKNOWN("unknown", Kind.FAILURE),
  /** The caller left before the answer was there. */
  ABANDONED("abandoned", Kind.ABANDONED);

  private final String label;
  private final Kind kind;

  Outcome(String label, Kind kind) {
    this.label = label;
    this.kind = kind;
  }

  /** The value of the metric label {@code outcome}. */
  public String label() {
    return label;
  }

  /** Whether the answer came without asking a node for this call. */
  public boolean savedFetch() {
    return this == HIT || this == COALESCED;
  }

  /** Whether the cache was asked for this call. */
  public boolean cacheable() {
    return savedFetch() || this == MISS;
  }

  /** Whose doing the outcome is. */
  public Kind kind() {
    return kind;
  }

  /** The place in a table in memory; it is never written anywhere. */
  @SuppressWarnings("EnumOrdinal")
  int column() {
    return ordinal();
  }

  /** The four things that can come of a call. */
  public enum Kind {
    /** The caller has an answer of the chain. */
    ANSWER,
    /** The caller was told why not. */
    REFUSAL,
    /** The gateway or all its nodes failed the caller. */
    FAILURE,
    /** Nobody was there to be answered. */
    ABANDONED
  }
}
