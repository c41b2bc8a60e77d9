package headgate.gateway.seam;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up names of hosts; may block, and is never called on a loop. */
@FunctionalInterface
public interface Resolver {
  /**
   * The addresses of a name, the one to try first at the front; at least one.
   *
   * @throws UnknownHostException where the name has none or cannot be looked up now
   */
  List<InetAddress> addresses(String host) throws UnknownHostException;
}
