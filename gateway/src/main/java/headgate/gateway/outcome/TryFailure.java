package headgate.gateway.outcome;

/**
 * What can go wrong with one try at one node, and what follows from it.
 *
 * <p>The columns are the gateway's retry rules: a read goes to another node whatever happened; a
 * write only where it is certain that this node did not take it, which is when no byte left or when
 * a complete answer says so.
 */
public enum TryFailure {
  /** Connecting was refused, the host unreachable or its name unknown. */
  REFUSED("refused", true, true, FailureKind.NO_NODE),
  /** Connecting took too long. */
  CONNECT_TIMEOUT("connect_timeout", true, true, FailureKind.NO_NODE),
  /** The TLS handshake failed. */
  TLS("tls", true, true, FailureKind.NO_NODE),
  /** A kept connection was closed by the node as the call was sent on it. */
  IDLE_CLOSED("idle_closed", false, false, FailureKind.BAD_ANSWER),
  /** The connection broke before the first byte of an answer. */
  LOST_BEFORE_ANSWER("lost_before_answer", false, true, FailureKind.BAD_ANSWER),
  /** The connection broke within the answer. */
  TRUNCATED("truncated", false, true, FailureKind.BAD_ANSWER),
  /** No complete answer within the time of one try. */
  STALLED("stalled", false, true, FailureKind.DEADLINE),
  /** A redirect, which is never followed; a 303 even means that the request was carried out. */
  REDIRECT("redirect", false, true, FailureKind.BAD_ANSWER),
  /** Status 429. */
  RATE_LIMITED("rate_limited", true, false, FailureKind.OVERLOADED),
  /** Status 404 with a text that says the chain or its API is not served there. */
  API_ABSENT("api_absent", true, true, FailureKind.NO_NODE),
  /** A status of 500 or above without a JSON-RPC body. */
  SERVER_ERROR("server_error", false, true, FailureKind.BAD_ANSWER),
  /** Any other status without a JSON-RPC body. */
  UNEXPECTED_STATUS("unexpected_status", false, true, FailureKind.BAD_ANSWER),
  /** The body is no JSON-RPC answer. */
  NOT_AN_ANSWER("not_an_answer", false, true, FailureKind.BAD_ANSWER),
  /** The answer carries another id than the call. */
  WRONG_ID("wrong_id", false, true, FailureKind.BAD_ANSWER),
  /** The bytes break the rules of HTTP/1.1 framing. */
  BROKEN_FRAMING("broken_framing", false, true, FailureKind.BAD_ANSWER),
  /** The answer is larger than the gateway takes. */
  ANSWER_TOO_LARGE("answer_too_large", false, false, FailureKind.BAD_ANSWER),
  /** The node says by its error code that it cannot serve now. */
  NODE_ERROR("node_error", false, true, FailureKind.BAD_ANSWER),
  /** The node's error code proves that it did not do it, and that another node may. */
  NODE_CANNOT("node_cannot", true, false, FailureKind.BAD_ANSWER);

  private final String label;
  private final boolean provesNotTaken;
  private final boolean countsAgainstNode;
  private final FailureKind told;

  TryFailure(String label, boolean provesNotTaken, boolean countsAgainstNode, FailureKind told) {
    this.label = label;
    this.provesNotTaken = provesNotTaken;
    this.countsAgainstNode = countsAgainstNode;
    this.told = told;
  }

  /** The value of the metric label. */
  public String label() {
    return label;
  }

  /** Whether a write that ended so may be sent to another node. */
  public boolean provesNotTaken() {
    return provesNotTaken;
  }

  /** Whether the node is less likely to be chosen afterwards. */
  public boolean countsAgainstNode() {
    return countsAgainstNode;
  }

  /** What the caller of a read is told when no other node could answer. */
  public FailureKind told() {
    return told;
  }
}
