package headgate.gateway.listen;

import java.net.InetAddress;

/** Says which connections may stay. */
public interface AcceptGate {
  /** Lets a connection in, which is to be {@link #left} once; false where it is to be closed. */
  boolean enter(InetAddress address);

  /** A connection that was let in is closed. */
  void left(InetAddress address);
}
