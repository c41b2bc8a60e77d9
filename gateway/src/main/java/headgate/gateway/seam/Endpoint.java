package headgate.gateway.seam;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a node listens and how to speak to it.
 *
 * @param host a name or a literal address
 * @param port 1 to 65535
 * @param tls null for plain TCP
 * @param connectDeadline from the wish to connect to an established stream: the look-up of the
 *     name, each of its addresses that is tried, and TLS have it together
 */
public record Endpoint(String host, int port, @Nullable Tls tls, Duration connectDeadline) {
  /** Refuses ports out of range. */
  public Endpoint {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port out of range: " + port);
    }
  }

  /**
   * How the node's certificate is judged and what is shown in return.
   *
   * @param verify whether the chain and the name are checked; off only for tests at home
   * @param authorities PEM file of the accepted authorities, null for the platform's
   * @param serverName the name to ask for and to check, null for the endpoint's host
   * @param certificate PEM chain shown to the node, null for none
   * @param key PEM key of that certificate, null for none
   */
  public record Tls(
      boolean verify,
      @Nullable Path authorities,
      @Nullable String serverName,
      @Nullable Path certificate,
      @Nullable Path key) {}
}
