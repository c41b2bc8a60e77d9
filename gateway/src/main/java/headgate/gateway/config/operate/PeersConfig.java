package headgate.gateway.config.operate;

import headgate.gateway.address.IpAddress;
import headgate.gateway.config.Rules;
import headgate.gateway.config.Secret;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The other gateways of the same operator, with which heights are told to each other.
 *
 * @param host the address at which hints are heard, and from which they are sent
 * @param port its UDP port; 0 for any free one
 * @param gateways where the others hear them; none switches the feed off. A list that names this
 *     gateway too does no harm, so that all may have the same
 * @param secret what all of them share, 32 to 256 printable characters; null where there are no
 *     others
 */
public record PeersConfig(
    String host, int port, List<InetSocketAddress> gateways, @Nullable Secret secret) {
  private static final int GATEWAYS_MAX = 16;
  private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{32,256}");
  private static final Pattern PLACE = Pattern.compile("(?:\\[([^]]+)]|([^:]+)):([0-9]{1,5})");
  private static final int PORT_MAX = 65_535;

  public PeersConfig {
    gateways = List.copyOf(gateways);
    new Rules()
        .that("host", isAddress(host), "must be an address, not a name")
        .within("port", port, 0, PORT_MAX)
        .within("gateways", gateways.size(), 0, GATEWAYS_MAX)
        .that(
            "gateways",
            gateways.stream().distinct().count() == gateways.size(),
            "must not name one twice")
        .that(
            "secret",
            secret == null || SECRET.matcher(secret.reveal()).matches(),
            "must be 32 to 256 printable ASCII characters without a space")
        .that(
            "secret",
            secret != null || gateways.isEmpty(),
            "is missing: anybody could have the nodes asked")
        .check();
  }

  /** There are no others. */
  public static PeersConfig defaults() {
    return new PeersConfig("0.0.0.0", 9902, List.of(), null);
  }

  /** Whether there are others. */
  public boolean on() {
    return !gateways.isEmpty();
  }

  /**
   * Reads {@code 10.0.0.2:9902} or {@code [2001:db8::2]:9902}.
   *
   * @throws IllegalArgumentException where it is neither; no name is ever looked up
   */
  public static InetSocketAddress place(String text) {
    var form = PLACE.matcher(text);
    if (form.matches()) {
      var host = form.group(1) == null ? form.group(2) : form.group(1);
      var port = Integer.parseInt(form.group(3));
      if (isAddress(host) && port > 0 && port <= PORT_MAX) {
        return new InetSocketAddress(IpAddress.parse(host).toInetAddress(), port);
      }
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not an address and a port, for example 10.0.0.2:9902");
  }

  private static boolean isAddress(String host) {
    try {
      IpAddress.parse(host);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
