package headgate.chain.method;

/** What a call does to the chain; it decides which rules of the gateway hold for it. */
public enum MethodClass {
  /** Changes nothing: may be cached, coalesced, and asked of several nodes. */
  READ,
  /** Sends a transaction: is never cached and sent once. */
  WRITE,
  /** Changes nothing, but the node holds its answer back until something happens. */
  WAIT,
  /** Opens a stream of answers. */
  STREAM,
  /** Is answered by the gateway with a constant of the profile. */
  LOCAL;

  /** The lane of a method that names none. */
  public Lane lane() {
    return switch (this) {
      case READ, LOCAL -> Lane.READ;
      case WRITE -> Lane.WRITE;
      case WAIT -> Lane.WAIT;
      case STREAM -> Lane.STREAM;
    };
  }
}
