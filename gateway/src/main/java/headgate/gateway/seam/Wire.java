package headgate.gateway.seam;

/**
 * Opens byte streams to nodes on behalf of one loop.
 *
 * <p>The unit is bytes, not messages, so that half an answer, a reset in the middle of a header and
 * a write that never left are real events for the code above, in production and in simulation.
 */
public interface Wire {
  /**
   * Begins to connect; the outcome arrives at the listener on the wire's loop, never before this
   * method has returned.
   *
   * @return the connection, which may be closed at once and written to after {@link
   *     Listener#opened}
   */
  Connection connect(Endpoint endpoint, Listener listener);

  /** One byte stream. All methods are to be called on the loop that opened it. */
  interface Connection {
    /** Sends a copy-free view of the bytes, which the caller never changes afterwards. */
    void write(byte[] bytes, int from, int to);

    /** Stops or resumes the delivery of bytes, to push back on a fast node. */
    void reading(boolean on);

    /** Bytes accepted by {@link #write} that the operating system has not taken yet. */
    long unsentBytes();

    /** Closes the stream; {@link Listener#closed} follows once, also when called again. */
    void close();
  }

  /** What happens to one byte stream, in order: opened, any number of bytes, closed. */
  interface Listener {
    /** The stream is established, for TLS after the handshake and the check of the peer's name. */
    void opened();

    /** Some bytes came; the array is only valid during the call. */
    void bytes(byte[] bytes, int from, int to);

    /** The stream ended or never came to be; the last event of a connection. */
    void closed(Cause cause);
  }

  /** Why a stream ended. */
  enum Cause {
    /** No connection could be made: refused, unreachable, or the name did not resolve. */
    REFUSED,
    /** The connection was not established within its deadline. */
    CONNECT_TIMEOUT,
    /** The TLS handshake failed, or the peer's certificate does not belong to its name. */
    TLS,
    /** The peer ended the stream. */
    ENDED,
    /** The peer or the network broke the stream. */
    RESET,
    /** This side closed it. */
    LOCAL
  }
}
