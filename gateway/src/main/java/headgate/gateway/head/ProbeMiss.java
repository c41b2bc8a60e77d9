package headgate.gateway.head;

/**
 * Why a probe of a node ended without a height: one of a few words of ours, never what the node
 * said.
 */
public enum ProbeMiss {
  /** No connection could be made. */
  REFUSED("refused", "connection refused, host unreachable or name unknown"),
  /** The connection was not open in time. */
  CONNECT_TIMEOUT("connect-timeout", "no connection within its deadline"),
  /** The handshake failed, or the certificate is not trusted or belongs to another name. */
  TLS("tls", "TLS failed: certificate not trusted, for another name, or no TLS there"),
  /** The connection was open and no answer came in time. */
  TIMEOUT("timeout", "no answer within the probe's deadline"),
  /** The connection ended before the answer did. */
  CONNECTION_LOST("connection-lost", "the connection ended before a whole answer"),
  /** The profile knows the answer as that of a node which does not serve the chain. */
  NOT_SERVED("not-served", "the chain or its API is not served there (for goloop: No channel)"),
  /** Status 404 of something else. */
  NOT_FOUND("not-found", "HTTP 404: is the path of the URL right?"),
  /** Status 401 or 403. */
  DENIED("denied", "HTTP 401 or 403: is a key missing in headers?"),
  /** Status 429. */
  RATE_LIMITED("rate-limited", "HTTP 429: asked too often"),
  /** Any status of 300 to 399; redirects are never followed. */
  REDIRECT("redirect", "a redirect, which is not followed: is it http instead of https?"),
  /** A status of 500 or above without a JSON-RPC body. */
  SERVER_ERROR("server-error", "HTTP 5xx"),
  /** What came is no JSON-RPC answer to the question. */
  NOT_AN_ANSWER("not-an-answer", "no JSON-RPC answer: is it a node of this chain?"),
  /** A JSON-RPC error. */
  RPC_ERROR("rpc-error", "a JSON-RPC error to the probe: is it a node of this chain?"),
  /** A result that lacks the height or the network's id. */
  NO_HEIGHT("no-height", "its answer names no height or no network: is it a node of this chain?"),
  /** It names a height and does not show the block of that height. */
  NO_BLOCK("no-block", "it does not show the newest block that it says it has");

  private final String label;
  private final String words;

  ProbeMiss(String label, String words) {
    this.label = label;
    this.words = words;
  }

  /** One word for programs, for example {@code refused}. */
  public String label() {
    return label;
  }

  /**
   * Whether something answered the question over HTTP, whatever it said: then a process is there,
   * be it restoring, of another chain or broken.
   */
  public boolean answered() {
    return switch (this) {
      case REFUSED, CONNECT_TIMEOUT, TLS, TIMEOUT, CONNECTION_LOST -> false;
      case NOT_SERVED,
          NOT_FOUND,
          DENIED,
          RATE_LIMITED,
          REDIRECT,
          SERVER_ERROR,
          NOT_AN_ANSWER,
          RPC_ERROR,
          NO_HEIGHT,
          NO_BLOCK ->
          true;
    };
  }

  /** What happened and what to look at, for an operator. */
  public String words() {
    return words;
  }
}
