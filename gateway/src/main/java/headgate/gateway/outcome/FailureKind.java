package headgate.gateway.outcome;

/**
 * What a caller can be told when no node's answer is handed out: JSON-RPC code, HTTP status of a
 * single call, message and metric label.
 *
 * <p>In a batch the status stays 200. Codes down to -32700 are those of the JSON-RPC 2.0
 * specification, section 5.1; -32090 to -32098 are the gateway's own.
 */
public enum FailureKind {
  METHOD_NOT_FOUND(
      Source.DOWNSTREAM,
      -32601,
      400,
      "method_not_found",
      "The method is not in the chain's profile, or not on this path.",
      "MethodNotFound"),
  PARAMS_AMBIGUOUS(
      Source.DOWNSTREAM,
      -32602,
      400,
      "params_ambiguous",
      "The params can be read in more than one way.",
      "InvalidParams: a key is written in an unexpected case or twice"),
  DENIED(
      Source.DOWNSTREAM,
      -32090,
      403,
      "denied",
      "A rule says that this client may not make the call.",
      "Denied"),
  RATE(
      Source.DOWNSTREAM,
      -32091,
      429,
      "rate",
      "The client has asked for more than its rate allows; `Retry-After` and `data.retryAfter` say how"
          + " many seconds later the call would pass.",
      "RateLimited: ask for less at once"),
  FROZEN(
      Source.DOWNSTREAM,
      -32090,
      403,
      "frozen",
      "The chain has ended, so nothing can be written or waited for, and nothing read from beyond"
          + " its last block; `data.finalHeight` says where.",
      "Denied: the chain has ended"),
  NOT_SERVED(
      Source.DOWNSTREAM,
      -32090,
      403,
      "not_served",
      "No node of the network is there for such calls, by its configuration: it may be read only.",
      "Denied: this network has no nodes for such calls"),
  TOO_LARGE(
      Source.DOWNSTREAM,
      -32097,
      413,
      "too_large",
      "The request is larger than the gateway takes.",
      "TooLarge: request exceeds the limit"),
  HEAD_TOO_LARGE(
      Source.DOWNSTREAM,
      -32097,
      431,
      "head_too_large",
      "The request line has more than 4 KiB, or the header fields together more than 16 KiB.",
      "TooLarge: request head exceeds the limit"),
  ENCODED_BODY(
      Source.DOWNSTREAM,
      -32600,
      415,
      "encoded_body",
      "The body has a content encoding, which a node would ignore.",
      "InvalidRequest: content encoding refused"),
  MIN_HEIGHT_UNREADABLE(
      Source.DOWNSTREAM,
      -32600,
      400,
      "min_height_unreadable",
      "`X-Headgate-Min-Height` is no height, or there are several.",
      "InvalidRequest: X-Headgate-Min-Height is no height"),
  CLIENT_UNREADABLE(
      Source.DOWNSTREAM,
      -32600,
      400,
      "client_unreadable",
      "What stands in front of the gateway names the client, and what it wrote is no address.",
      "InvalidRequest: the client's address cannot be read"),
  OVERLOADED(
      Source.INTERNAL,
      -32092,
      503,
      "overloaded",
      "All permits of the nodes that could answer are taken, the byte budget is used up, only"
          + " fallbacks could answer and have had their calls of this second, or the nodes have too"
          + " much to do and other calls come first.",
      "Overloaded"),
  NO_NODE(
      Source.UPSTREAM,
      -32093,
      503,
      "no_node",
      "No node is up at the needed height.",
      "NoNode: no node can answer now"),
  WRITE_OUTCOME_UNKNOWN(
      Source.UPSTREAM,
      -32094,
      502,
      "write_outcome_unknown",
      "A write was sent and its answer lost; `data.txHash` names it where the hash can be worked"
          + " out.",
      "WriteOutcomeUnknown: the transaction was sent, its answer was lost"),
  DEADLINE(
      Source.UPSTREAM,
      -32095,
      504,
      "deadline",
      "No answer came in time; `data.txHash` names a transaction that was taken and whose result"
          + " did not come.",
      "Deadline: no answer in time"),
  HEIGHT_NOT_REACHED(
      Source.UPSTREAM,
      -32096,
      503,
      "height_not_reached",
      "The height that the caller named, or that the answer must show, was not reached in time.",
      "HeightNotReached: try again"),
  BAD_ANSWER(
      Source.UPSTREAM,
      -32098,
      502,
      "bad_answer",
      "What the nodes sent was no answer to the call.",
      "BadAnswer: a node's answer is unusable"),
  ANSWER_TOO_LARGE(
      Source.DOWNSTREAM,
      -32097,
      413,
      "answer_too_large",
      "The answers of a batch are larger together than the gateway holds.",
      "TooLarge: the answers exceed the limit; ask for less at once"),
  INTERNAL(Source.INTERNAL, -32603, 500, "internal", "A bug of the gateway.", "InternalError");

  private final Source source;
  private final int code;
  private final int status;
  private final String label;
  private final String meaning;
  private final String message;

  FailureKind(Source source, int code, int status, String label, String meaning, String message) {
    this.source = source;
    this.code = code;
    this.status = status;
    this.label = label;
    this.meaning = meaning;
    this.message = message;
  }

  /** Whose failure it is. */
  public Source source() {
    return source;
  }

  /** The JSON-RPC error code. */
  public int code() {
    return code;
  }

  /** The HTTP status of a single call. */
  public int status() {
    return status;
  }

  /** The value of the metric label, lower case with underscores. */
  public String label() {
    return label;
  }

  /** When it is told, in a sentence or two. */
  public String meaning() {
    return meaning;
  }

  /** The JSON-RPC error message. */
  public String message() {
    return message;
  }

  /** The place in a table in memory; it is never written anywhere. */
  @SuppressWarnings("EnumOrdinal")
  public int row() {
    return ordinal();
  }
}
