package headgate.gateway.upstream.http;

/** One complete HTTP response of a node. */
public final class NodeAnswer {
  private final int status;
  private final int retryAfterSeconds;
  private final byte[] body;
  private final int length;

  /** An answer whose body nobody changes any more. */
  public NodeAnswer(int status, int retryAfterSeconds, byte[] body, int length) {
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
    this.body = body;
    this.length = length;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Seconds, 0 to 3,600. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** The array that holds the body, valid up to {@link #length()}; never changed any more. */
  public byte[] body() {
    return body;
  }

  /** Bytes of the body. */
  public int length() {
    return length;
  }
}
