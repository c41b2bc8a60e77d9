package headgate.simulation.wire;

import headgate.gateway.seam.Endpoint;

/** Whatever the gateway may connect to. */
public interface FarSide {
  /** What becomes of a wish to connect. */
  enum Welcome {
    /** The connection comes about. */
    TAKEN,
    /** Nobody listens there. */
    REFUSED,
    /** Nobody says anything. */
    SILENCE,
    /** The handshake of TLS fails. */
    BAD_TLS
  }

  /** What a new connection to that address meets now. */
  Welcome welcome(Endpoint endpoint);

  /** The connection is open; the given link is its far end. */
  Ear opened(Link link);

  /** Where one connection's bytes go. */
  interface Ear {
    /** Bytes that the gateway wrote at once, as they leave it and before they arrive. */
    void written(byte[] bytes);

    /** The same bytes, arrived. */
    void arrived(byte[] bytes);

    /** The gateway has closed the connection. */
    void closed();
  }

  /** How long bytes to or from it are on their way now, in nanoseconds. */
  long latencyNanos();
}
