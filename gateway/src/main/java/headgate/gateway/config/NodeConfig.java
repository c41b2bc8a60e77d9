package headgate.gateway.config;

import headgate.chain.method.Lane;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import java.net.URI;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One node behind the gateway.
 *
 * @param name what logs, metrics and the status call it; a label, never an address
 * @param url {@code http://} or {@code https://}, a base path is allowed
 * @param tls trust, for {@code https://}
 * @param headers sent with every request to this node only, for example an API key
 * @param role when it is asked
 * @param lanes the classes of calls that it is asked for; at least one
 */
public record NodeConfig(
    String name,
    URI url,
    TlsConfig tls,
    Map<String, Secret> headers,
    NodeRole role,
    Set<Lane> lanes) {
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  static final String NAME_RULE =
      "must be 1 to 63 letters, digits, dots, dashes or underscores, and begin with a letter or"
          + " digit";

  private static final int HEADERS_MAX = 32;
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
  private static final Pattern HEADER_VALUE =
      Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "host",
          "connection",
          "content-length",
          "content-type",
          "content-encoding",
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "accept-encoding");

  public NodeConfig {
    headers = Map.copyOf(headers);
    lanes = Set.copyOf(lanes);
    var rules =
        new Rules()
            .that("name", NAME.matcher(name).matches(), NAME_RULE)
            .that("url", urlProblem(url) == null, String.valueOf(urlProblem(url)))
            .within("headers", headers.size(), 0, HEADERS_MAX)
            .that("lanes", !lanes.isEmpty(), "must name at least one lane")
            .that(
                "lanes",
                role != NodeRole.ARCHIVE || lanes.contains(Lane.READ),
                "must have read: an archive is asked for nothing else");
    headers.forEach((header, value) -> checkHeader(rules, header, value));
    rules.check();
  }

  /** A primary for everything. */
  public NodeConfig(String name, URI url, TlsConfig tls, Map<String, Secret> headers) {
    this(name, url, tls, headers, NodeRole.PRIMARY, EnumSet.allOf(Lane.class));
  }

  /** A node with the platform's trust and no headers of its own. */
  public static NodeConfig of(String name, URI url) {
    return new NodeConfig(name, url, TlsConfig.defaults(), Map.of());
  }

  /** The same with other duties. */
  public NodeConfig with(NodeDuty duty) {
    return new NodeConfig(name, url, tls, headers, duty.role(), duty.lanes());
  }

  /** What it is there for. */
  public NodeDuty duty() {
    return new NodeDuty(role, lanes);
  }

  /** Whether the node is reached over TLS. */
  public boolean secure() {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  /** The port of the URL, or its scheme's own. */
  public int port() {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return secure() ? 443 : 80;
  }

  /** What tells two nodes apart, however their URLs are spelled. */
  public String place() {
    var path = url.getRawPath() == null ? "" : url.getRawPath().replaceFirst("/+$", "");
    var host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    return (secure() ? "https" : "http") + "://" + host + ":" + port() + path;
  }

  private static @Nullable String urlProblem(URI url) {
    var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return "must begin with http:// or https://";
    }
    if (url.getRawUserInfo() != null) {
      return "must not carry a user or password: use headers";
    }
    if (url.getHost() == null) {
      var authority = url.getRawAuthority();
      return authority != null && !authority.chars().allMatch(each -> each < 0x80)
          ? "must name a host in ASCII: write it as xn--..."
          : "must name a host";
    }
    if (url.getPort() == 0 || url.getPort() > 65_535) {
      return "must have a port of 1 to 65535";
    }
    return url.getRawQuery() != null || url.getRawFragment() != null
        ? "must have neither query nor fragment"
        : null;
  }

  private static void checkHeader(Rules rules, String header, Secret value) {
    rules
        .that("headers", HEADER.matcher(header).matches(), "has a name that is no HTTP token")
        .that(
            "headers",
            !OWN_HEADERS.contains(header.toLowerCase(Locale.ROOT)),
            "must not set " + header + ": the gateway composes it")
        .that(
            "headers",
            HEADER_VALUE.matcher(value.reveal()).matches(),
            "has a value for " + header + " that is empty or not printable ASCII");
  }
}
