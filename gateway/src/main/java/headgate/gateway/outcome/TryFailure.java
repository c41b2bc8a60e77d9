package headgate.gateway.outcome;

/**
 * What can go wrong with one try at one node, and what follows from it.
 *
 * <p>The columns are the gateway's retry rules: a read goes to another node whatever happened; a
 * write only where it is certain that this node did not take it, which is when no byte left or when
 * a complete answer says so.
 */
public enum TryFailure {
  REFUSED(
      "refused",
      "Connecting was refused, the host unreachable or its name unknown.",
      true,
      true,
      FailureKind.NO_NODE),
  CONNECT_TIMEOUT("connect_timeout", "Connecting took too long.", true, true, FailureKind.NO_NODE),
  TLS("tls", "The TLS handshake failed.", true, true, FailureKind.NO_NODE),
  IDLE_CLOSED(
      "idle_closed",
      "A kept connection was closed by the node as the call was sent on it.",
      false,
      false,
      FailureKind.BAD_ANSWER),
  LOST_BEFORE_ANSWER(
      "lost_before_answer",
      "The connection broke before the first byte of an answer.",
      false,
      true,
      FailureKind.BAD_ANSWER),
  TRUNCATED(
      "truncated", "The connection broke within the answer.", false, true, FailureKind.BAD_ANSWER),
  STALLED(
      "stalled",
      "No complete answer within the time of one try.",
      false,
      true,
      FailureKind.DEADLINE),
  REDIRECT(
      "redirect",
      "A redirect, which is never followed; a 303 even means that the request was carried out.",
      false,
      true,
      FailureKind.BAD_ANSWER),
  RATE_LIMITED("rate_limited", "Status 429.", true, false, FailureKind.OVERLOADED),
  API_ABSENT(
      "api_absent",
      "Status 404 with a text that says the chain or its API is not served there.",
      true,
      true,
      FailureKind.NO_NODE),
  SERVER_ERROR(
      "server_error",
      "A status of 500 or above without a JSON-RPC body.",
      false,
      true,
      FailureKind.BAD_ANSWER),
  UNEXPECTED_STATUS(
      "unexpected_status",
      "Any other status without a JSON-RPC body.",
      false,
      true,
      FailureKind.BAD_ANSWER),
  NOT_AN_ANSWER(
      "not_an_answer", "The body is no JSON-RPC answer.", false, true, FailureKind.BAD_ANSWER),
  WRONG_ID(
      "wrong_id",
      "The answer carries another id than the call.",
      false,
      true,
      FailureKind.BAD_ANSWER),
  BROKEN_FRAMING(
      "broken_framing",
      "The bytes break the rules of HTTP/1.1 framing.",
      false,
      true,
      FailureKind.BAD_ANSWER),
  ANSWER_TOO_LARGE(
      "answer_too_large",
      "The answer is larger than the gateway takes.",
      false,
      false,
      FailureKind.BAD_ANSWER),
  NODE_ERROR(
      "node_error",
      "The node says by its error code that it cannot serve now.",
      false,
      true,
      FailureKind.BAD_ANSWER),
  NODE_CANNOT(
      "node_cannot",
      "The node's error code proves that it did not do it, and that another node may.",
      true,
      false,
      FailureKind.BAD_ANSWER);

  private final String label;
  private final String meaning;
  private final boolean provesNotTaken;
  private final boolean countsAgainstNode;
  private final FailureKind told;

  TryFailure(
      String label,
      String meaning,
      boolean provesNotTaken,
      boolean countsAgainstNode,
      FailureKind told) {
    this.label = label;
    this.meaning = meaning;
    this.provesNotTaken = provesNotTaken;
    this.countsAgainstNode = countsAgainstNode;
    this.told = told;
  }

  /** The value of the metric label. */
  public String label() {
    return label;
  }

  /** What happened, in a sentence or two. */
  public String meaning() {
    return meaning;
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
