package headgate.gateway.upstream;

/** One complete HTTP response of a node. */
final class NodeAnswer {
  private final int status;
  private final int retryAfterSeconds;
  private final byte[] body;
  private final int length;

  NodeAnswer(int status, int retryAfterSeconds, byte[] body, int length) {
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
    this.body = body;
    this.length = length;
  }

  int status() {
    return status;
  }

  /** Seconds, 0 to 3,600. */
  int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** The array that holds the body, valid up to {@link #length()}; never changed any more. */
  byte[] body() {
    return body;
  }

  int length() {
    return length;
  }
}
