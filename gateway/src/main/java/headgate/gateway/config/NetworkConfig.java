package headgate.gateway.config;

import headgate.chain.method.Lane;
import headgate.gateway.config.role.FallbackConfig;
import headgate.gateway.config.role.NodeRole;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One network: a chain profile and the nodes that serve it.
 *
 * @param name what metrics, logs and admin paths call it
 * @param chain name of a built-in profile, or the path of a profile file
 * @param network a network of that profile, for example {@code mainnet}: nodes on another one are
 *     not used; none means that the nodes are asked and must agree
 * @param hosts {@code Host} header values that choose this network, in lower case and without port;
 *     empty for any
 * @param pathPrefix path in front of the chain's own paths that chooses this network
 * @param nodes at least one, and a primary for reads among them
 * @param fallback how far nodes with that role may be used
 * @param lagMax most blocks that a node may be behind the serving height and still be up
 * @param debugApi whether the chain's debug paths are served
 * @param pins whether reads that leave their height open are asked at the serving height
 * @param lanes bounds per class of calls
 * @param writes how many nodes a transaction is sent to, and for how long
 * @param cache what answers are kept
 * @param streams bounds of WebSocket streams
 * @param probe how the nodes' heights are asked for
 * @param head how the head of the chain is found
 * @param lifecycle whether the chain still grows
 */
public record NetworkConfig(
    String name,
    String chain,
    @Nullable String network,
    List<String> hosts,
    @Nullable String pathPrefix,
    List<NodeConfig> nodes,
    FallbackConfig fallback,
    int lagMax,
    boolean debugApi,
    boolean pins,
    LanesConfig lanes,
    WritesConfig writes,
    CacheConfig cache,
    StreamConfig streams,
    ProbeConfig probe,
    HeadConfig head,
    LifecycleConfig lifecycle) {
  /** Blocks that a node may be behind by default. */
  public static final int LAG_MAX = 3;

  private static final int NODES_MAX = 64;
  private static final int HOSTS_MAX = 64;
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9]([a-z0-9.-]{0,252})|\\[[0-9a-f:.]+]");
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9_-]{1,63}){1,4}");

  public NetworkConfig {
    hosts = List.copyOf(hosts);
    nodes = List.copyOf(nodes);
    new Rules()
        .that("name", NodeConfig.NAME.matcher(name).matches(), NodeConfig.NAME_RULE)
        .that("chain", !chain.isBlank(), "must not be empty")
        .that("network", network == null || !network.isBlank(), "must not be empty")
        .within("hosts", hosts.size(), 0, HOSTS_MAX)
        .that(
            "hosts",
            hosts.stream().allMatch(host -> HOST.matcher(host).matches()),
            "must be host names in lower case, without scheme or port")
        .that(
            "pathPrefix",
            pathPrefix == null || PREFIX.matcher(pathPrefix).matches(),
            "must look like /name, without a slash at its end")
        .that("nodes", !nodes.isEmpty(), "must name at least one node")
        .within("nodes", nodes.size(), 0, NODES_MAX)
        .that("nodes", nodes.isEmpty() || anyPrimary(nodes), "must name a primary for reads")
        .that("nodes", distinct(nodes, NodeConfig::name), "must not use a name twice")
        .that("nodes", distinct(nodes, NodeConfig::place), "must not use a URL twice")
        .within("lagMax", lagMax, 0, 1_000)
        .that(
            "writes.fanOut",
            writes.fanOut() <= Math.max(1, takers(nodes)),
            "must not be more than there are primaries for writes: " + takers(nodes))
        .check();
  }

  /** A network of these nodes with every other setting at its default. */
  public static NetworkConfig of(String name, String chain, List<NodeConfig> nodes) {
    return new NetworkConfig(
        name,
        chain,
        null,
        List.of(),
        null,
        nodes,
        FallbackConfig.defaults(),
        LAG_MAX,
        false,
        true,
        LanesConfig.defaults(),
        WritesConfig.defaults(),
        CacheConfig.defaults(),
        StreamConfig.defaults(),
        ProbeConfig.defaults(),
        HeadConfig.defaults(),
        LifecycleConfig.defaults());
  }

  /** The same on a network of the profile, and named after it. */
  public NetworkConfig on(String newNetwork) {
    return new NetworkConfig(
        newNetwork,
        chain,
        newNetwork,
        hosts,
        pathPrefix,
        nodes,
        fallback,
        lagMax,
        debugApi,
        pins,
        lanes,
        writes,
        cache,
        streams,
        probe,
        head,
        lifecycle);
  }

  /** The same, probed otherwise. */
  public NetworkConfig probedBy(ProbeConfig newProbe) {
    return seenBy(newProbe, head, lifecycle);
  }

  /** The same, with its head found otherwise. */
  public NetworkConfig headBy(HeadConfig newHead) {
    return seenBy(probe, newHead, lifecycle);
  }

  /** The same, of a chain that still grows or has ended. */
  public NetworkConfig living(LifecycleConfig newLifecycle) {
    return seenBy(probe, head, newLifecycle);
  }

  private NetworkConfig seenBy(
      ProbeConfig newProbe, HeadConfig newHead, LifecycleConfig newLifecycle) {
    return new NetworkConfig(
        name,
        chain,
        network,
        hosts,
        pathPrefix,
        nodes,
        fallback,
        lagMax,
        debugApi,
        pins,
        lanes,
        writes,
        cache,
        streams,
        newProbe,
        newHead,
        newLifecycle);
  }

  /** The lanes for which there is a node; archives are there for none. */
  public Set<Lane> lanesServed() {
    return nodes.stream()
        .filter(node -> node.role() != NodeRole.ARCHIVE)
        .flatMap(node -> node.lanes().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Nodes that may be sent a copy of a write: never a fallback or an archive. */
  private static long takers(List<NodeConfig> nodes) {
    return nodes.stream().filter(node -> node.duty().is(NodeRole.PRIMARY, Lane.WRITE)).count();
  }

  private static boolean anyPrimary(List<NodeConfig> nodes) {
    return nodes.stream().anyMatch(node -> node.duty().is(NodeRole.PRIMARY, Lane.READ));
  }

  private static boolean distinct(List<NodeConfig> nodes, Function<NodeConfig, String> key) {
    var seen = new HashSet<String>();
    return nodes.stream().allMatch(node -> seen.add(key.apply(node)));
  }
}
