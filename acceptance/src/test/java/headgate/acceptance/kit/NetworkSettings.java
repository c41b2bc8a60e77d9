package headgate.acceptance.kit;

import headgate.gateway.config.CacheConfig;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.ProbeConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of one network for a test: defaults, with what the test changes. */
public final class NetworkSettings {
  private final List<NodeConfig> nodes = new ArrayList<>();
  private final List<String> hosts = new ArrayList<>();
  private String name = "test";
  private String chain = "icon";
  private @Nullable String pathPrefix;
  private boolean debugApi;
  private LanesConfig lanes = LanesConfig.defaults();
  private CacheConfig cache = CacheConfig.defaults();
  private ProbeConfig probe = ProbeConfig.defaults();

  private NetworkSettings() {}

  /** An ICON network of these nodes, called n0, n1 and so on. */
  public static NetworkSettings of(FakeNode... nodes) {
    var settings = new NetworkSettings();
    for (var node : nodes) {
      settings.node(NodeConfig.of("n" + settings.nodes.size(), node.uri()));
    }
    return settings;
  }

  /** One more node. */
  public NetworkSettings node(NodeConfig node) {
    nodes.add(node);
    return this;
  }

  /** Another name than "test". */
  public NetworkSettings name(String newName) {
    name = newName;
    return this;
  }

  /** Another chain than "icon". */
  public NetworkSettings chain(String newChain) {
    chain = newChain;
    return this;
  }

  /** Found under this host only. */
  public NetworkSettings host(String host) {
    hosts.add(host);
    return this;
  }

  /** Found below this path. */
  public NetworkSettings pathPrefix(String prefix) {
    pathPrefix = prefix;
    return this;
  }

  /** The debug API is served. */
  public NetworkSettings debugApi() {
    debugApi = true;
    return this;
  }

  /** The same bounds for each of the three lanes. */
  public NetworkSettings everyLane(int inFlightMax, Duration deadline, int triesMax) {
    var lane = new LaneConfig(inFlightMax, Duration.ofSeconds(1), deadline, triesMax);
    lanes = new LanesConfig(lane, lane, lane);
    return this;
  }

  /** Head-scoped answers serve so long. */
  public NetworkSettings microTtl(Duration microTtl) {
    cache = new CacheConfig(true, cache.bytesMax(), microTtl, cache.entryBytesMax());
    return this;
  }

  /** No answer is kept. */
  public NetworkSettings withoutCache() {
    cache = new CacheConfig(false, cache.bytesMax(), cache.microTtl(), cache.entryBytesMax());
    return this;
  }

  /** Probes so often that a test need not wait for one. */
  public NetworkSettings quickProbes() {
    probe = new ProbeConfig(Duration.ofMillis(50), Duration.ofMillis(500));
    return this;
  }

  /** Probes once and then not again within a test, so that only calls can notice a death. */
  public NetworkSettings rareProbes() {
    probe = new ProbeConfig(Duration.ofSeconds(30), Duration.ofSeconds(1));
    return this;
  }

  /** What the gateway reads. */
  public NetworkConfig config() {
    var defaults = NetworkConfig.of(name, chain, nodes);
    return new NetworkConfig(
        name,
        chain,
        null,
        hosts,
        pathPrefix,
        nodes,
        defaults.lagMax(),
        debugApi,
        lanes,
        cache,
        defaults.streams(),
        probe);
  }

  /** A gateway for this network alone, ready to answer. */
  public TestGateway start() {
    return TestGateway.of(LimitsConfig.defaults(), config()).ready();
  }
}
