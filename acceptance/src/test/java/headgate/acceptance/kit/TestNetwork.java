package headgate.acceptance.kit;

import headgate.gateway.config.CacheConfig;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.HeadConfig;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.config.LifecycleConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.ProbeConfig;
import headgate.gateway.config.StreamConfig;
import headgate.gateway.config.WritesConfig;
import headgate.gateway.config.role.FallbackConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A network of a {@link TestGateway}, setting by setting; what is not set has its default, but
 * nodes are probed ten times as often, so that a test soon sees what became of one, and no stream
 * of theirs is followed, so that each request and stream is a test's own.
 */
public final class TestNetwork {
  private static final Duration PROBED_EVERY = Duration.ofMillis(50);

  private final List<NodeConfig> nodes = new ArrayList<>();
  private final String chain;
  private String name = "test";
  private @Nullable String network;
  private List<String> hosts = List.of();
  private @Nullable String prefix;
  private boolean debugApi;
  private boolean pins = true;

  /** Slow reads are asked of one node, so that what nodes received can be counted. */
  private LanesConfig lanes = unhedged(LanesConfig.defaults());

  private WritesConfig sentTo = WritesConfig.defaults();
  private CacheConfig cache = CacheConfig.defaults();
  private Duration probedEvery = PROBED_EVERY;
  private FallbackConfig fallback = FallbackConfig.defaults();
  private StreamConfig streams = StreamConfig.defaults();
  private HeadConfig head = TestGateway.BY_PROBES;
  private LifecycleConfig lifecycle = LifecycleConfig.defaults();
  private Duration probeDeadline = ProbeConfig.defaults().deadline();

  private TestNetwork(String chain) {
    this.chain = chain;
  }

  private static LanesConfig unhedged(LanesConfig bounds) {
    var reads = bounds.reads();
    return new LanesConfig(
        new LaneConfig(
            reads.inFlightPerNodeMax(),
            reads.connectDeadline(),
            reads.deadline(),
            reads.triesMax()),
        bounds.writes(),
        bounds.waits());
  }

  /** An ICON network of these nodes, called n0, n1 and so on. */
  public static TestNetwork icon(FakeNode... nodes) {
    return of("icon", nodes);
  }

  /** An ICON network of nodes that play streams. */
  public static TestNetwork streaming(FakeStreamNode... nodes) {
    var network = new TestNetwork("icon");
    for (var node : nodes) {
      network.node(NodeConfig.of("n" + network.nodes.size(), node.uri()));
    }
    return network;
  }

  /** A network of that chain, a name or the path of a file. */
  public static TestNetwork of(String chain, FakeNode... nodes) {
    var network = new TestNetwork(chain);
    for (var node : nodes) {
      network.nodes.add(NodeConfig.of("n" + network.nodes.size(), node.uri()));
    }
    return network;
  }

  /** One more node. */
  public TestNetwork node(NodeConfig node) {
    nodes.add(node);
    return this;
  }

  /** What metrics call it. */
  public TestNetwork named(String newName) {
    name = newName;
    return this;
  }

  /** The network of the chain's profile that nodes must be on. */
  public TestNetwork network(String ofProfile) {
    network = ofProfile;
    return this;
  }

  /** The hosts that choose it. */
  public TestNetwork hosts(String... chosenBy) {
    hosts = List.of(chosenBy);
    return this;
  }

  /** The path in front of the chain's own that chooses it. */
  public TestNetwork prefix(String newPrefix) {
    prefix = newPrefix;
    return this;
  }

  /** Serves the debug API too. */
  public TestNetwork debugApi() {
    debugApi = true;
    return this;
  }

  /** Sends reads as they came, without a height. */
  public TestNetwork unpinned() {
    pins = false;
    return this;
  }

  /** Asks a node for every call. */
  public TestNetwork uncached() {
    cache = new CacheConfig(false, cache.bytesMax(), cache.microTtl(), cache.entryBytesMax());
    return this;
  }

  /** Keeps head-scoped answers for that long at most. */
  public TestNetwork microTtl(Duration ttl) {
    cache = new CacheConfig(true, cache.bytesMax(), ttl, cache.entryBytesMax());
    return this;
  }

  /** Bounds of the read lane. */
  public TestNetwork reads(int inFlightPerNodeMax, Duration deadline, int triesMax) {
    lanes =
        new LanesConfig(
            lane(lanes.reads(), inFlightPerNodeMax, deadline, triesMax),
            lanes.writes(),
            lanes.waits());
    return this;
  }

  /** Bounds of the write lane. */
  public TestNetwork writes(int inFlightPerNodeMax, Duration deadline, int triesMax) {
    lanes =
        new LanesConfig(
            lanes.reads(),
            lane(lanes.writes(), inFlightPerNodeMax, deadline, triesMax),
            lanes.waits());
    return this;
  }

  /** Bounds of the wait lane. */
  public TestNetwork waits(int inFlightPerNodeMax, Duration deadline, int triesMax) {
    lanes =
        new LanesConfig(
            lanes.reads(),
            lanes.writes(),
            lane(lanes.waits(), inFlightPerNodeMax, deadline, triesMax));
    return this;
  }

  private static LaneConfig lane(LaneConfig from, int inFlight, Duration deadline, int tries) {
    return new LaneConfig(inFlight, from.connectDeadline(), deadline, tries);
  }

  /** The same bounds for each lane. */
  public TestNetwork lanes(int inFlightPerNodeMax, Duration deadline, int triesMax) {
    return reads(inFlightPerNodeMax, deadline, triesMax)
        .writes(inFlightPerNodeMax, deadline, triesMax)
        .waits(inFlightPerNodeMax, deadline, triesMax);
  }

  /** The bounds of every lane, set by hand. */
  public TestNetwork lanes(LanesConfig bounds) {
    lanes = bounds;
    return this;
  }

  /** How many nodes a transaction is sent to, and for how many blocks it is sent again. */
  public TestNetwork sentTo(int fanOut, int rebroadcastBlocks) {
    sentTo = new WritesConfig(fanOut, rebroadcastBlocks);
    return this;
  }

  /** How often each node is asked for its height. */
  public TestNetwork probedEvery(Duration interval) {
    probedEvery = interval;
    return this;
  }

  /** Probes once and then not again within a test, so that only calls can notice a death. */
  public TestNetwork rareProbes() {
    probedEvery = Duration.ofSeconds(30);
    return this;
  }

  /** How far fallbacks may be used. */
  public TestNetwork fallback(int callsPerSecond, Duration returnAfter) {
    fallback = new FallbackConfig(callsPerSecond, returnAfter);
    return this;
  }

  /** Bounds of WebSocket streams. */
  public TestNetwork streams(StreamConfig bounds) {
    streams = bounds;
    return this;
  }

  /** How the head of the chain is found. */
  public TestNetwork head(HeadConfig rules) {
    head = rules;
    return this;
  }

  /** The chain has ended with the block of that height and hash. */
  public TestNetwork frozen(long finalHeight, String finalHash) {
    lifecycle = LifecycleConfig.frozen(finalHeight, finalHash);
    return this;
  }

  /** How long a node may take to tell its height. */
  public TestNetwork probeDeadline(Duration deadline) {
    probeDeadline = deadline;
    return this;
  }

  /** The settings. */
  public NetworkConfig config() {
    return new NetworkConfig(
        name,
        chain,
        network,
        hosts,
        prefix,
        nodes,
        fallback,
        NetworkConfig.LAG_MAX,
        debugApi,
        pins,
        lanes,
        sentTo,
        cache,
        streams,
        new ProbeConfig(probedEvery, probeDeadline),
        head,
        lifecycle);
  }

  /** A gateway for this network alone, as soon as it can answer. */
  public TestGateway serve() {
    return TestGateway.of(TestLimits.defaults().config(), config()).ready();
  }

  /** The same with other limits. */
  public TestGateway serve(TestLimits limits) {
    return TestGateway.of(limits.config(), config()).ready();
  }

  /** The same with settings of the whole gateway changed. */
  public TestGateway serve(UnaryOperator<GatewayConfig> change) {
    var plain = TestGateway.config(TestLimits.defaults().config(), config());
    return TestGateway.of(change.apply(plain)).ready();
  }
}
