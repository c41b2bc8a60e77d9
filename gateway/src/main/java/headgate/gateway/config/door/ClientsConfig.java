package headgate.gateway.config.door;

import headgate.gateway.address.AddressRange;
import headgate.gateway.config.Rules;
import java.util.List;

/**
 * Where it is written which client a request comes from.
 *
 * @param from what names the client; it counts only where it comes from one of {@code trusted}
 * @param trusted addresses of what stands in front: load balancers, proxies, an edge
 */
public record ClientsConfig(Source from, List<AddressRange> trusted) {
  private static final int TRUSTED_MAX = 256;

  /** What names the client. */
  public enum Source {
    /** The connection itself. */
    SOCKET,
    /** A header in front of the connection's first byte, version 1 or 2 of the PROXY protocol. */
    PROXY_PROTOCOL,
    /** The field of each request. */
    X_FORWARDED_FOR,
    /** The field of each request (RFC 7239). */
    FORWARDED
  }

  public ClientsConfig {
    trusted = List.copyOf(trusted);
    new Rules()
        .within("trusted", trusted.size(), 0, TRUSTED_MAX)
        .that(
            "trusted",
            from == Source.SOCKET || !trusted.isEmpty(),
            "is missing: whoever may connect could name any client")
        .check();
  }

  /** The connection itself. */
  public static ClientsConfig defaults() {
    return new ClientsConfig(Source.SOCKET, List.of());
  }
}
