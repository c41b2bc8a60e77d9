package headgate.chain.method;

/**
 * A set of connections to the nodes with caps of its own, so that one kind of call cannot starve
 * another.
 */
public enum Lane {
  /** Short calls that change nothing. */
  READ,
  /** Calls that send a transaction. */
  WRITE,
  /** Calls that occupy a node's connection for long, by waiting or by computing. */
  WAIT,
  /** WebSocket streams. */
  STREAM;

  /** The word of the configuration, in lower case. */
  public String label() {
    return switch (this) {
      case READ -> "read";
      case WRITE -> "write";
      case WAIT -> "wait";
      case STREAM -> "stream";
    };
  }
}
