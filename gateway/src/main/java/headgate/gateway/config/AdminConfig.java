package headgate.gateway.config;

import headgate.gateway.address.AddressRange;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where health and metrics are read.
 *
 * @param host address to bind; a loopback one unless the network in front of it is trusted
 * @param port TCP port, 0 for any free one
 * @param hosts names that a request's {@code Host} may carry besides {@code localhost} and
 *     addresses; any other name could be an attacker's that was made to point here
 * @param token what a request has to carry that changes something, 16 to 256 printable characters;
 *     null where nothing may be changed
 * @param debugFrom callers who may ask, with a header, what became of their request
 */
public record AdminConfig(
    String host,
    int port,
    List<String> hosts,
    @Nullable Secret token,
    List<AddressRange> debugFrom) {
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{16,256}");
  private static final int HOSTS_MAX = 16;
  private static final int DEBUG_FROM_MAX = 64;
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,252})");

  public AdminConfig {
    hosts = List.copyOf(hosts);
    debugFrom = List.copyOf(debugFrom);
    new Rules()
        .that("host", !host.isBlank(), "must not be empty")
        .within("port", port, 0, 65_535)
        .within("hosts", hosts.size(), 0, HOSTS_MAX)
        .that(
            "hosts",
            hosts.stream().allMatch(name -> NAME.matcher(name).matches()),
            "must be host names in lower case, without scheme or port")
        .that(
            "token",
            token == null || TOKEN.matcher(token.reveal()).matches(),
            "must be 16 to 256 printable ASCII characters without a space")
        .within("debugFrom", debugFrom.size(), 0, DEBUG_FROM_MAX)
        .check();
  }

  /** A port whose callers may not ask what became of their requests. */
  public AdminConfig(String host, int port, List<String> hosts, @Nullable Secret token) {
    this(host, port, hosts, token, List.of());
  }

  /** Loopback, port 9900. */
  public static AdminConfig defaults() {
    return new AdminConfig("127.0.0.1", 9900, List.of(), null);
  }

  /** The same, bound elsewhere. */
  public AdminConfig at(String newHost, int newPort) {
    return new AdminConfig(newHost, newPort, hosts, token, debugFrom);
  }

  /** The same, whose orders have to carry that token. */
  public AdminConfig guardedBy(Secret newToken) {
    return new AdminConfig(host, port, hosts, newToken, debugFrom);
  }

  /** The same, with these callers trusted. */
  public AdminConfig debugging(List<AddressRange> newDebugFrom) {
    return new AdminConfig(host, port, hosts, token, newDebugFrom);
  }
}
