package headgate.gateway.config.file;

import headgate.gateway.config.CacheConfig;
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
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads one network: its chain, its doors, its nodes and their bounds. */
final class NetworkSection {
  private final Section section;
  private final Path folder;

  /** File names in the section begin at the folder. */
  NetworkSection(Section section, Path folder) {
    this.section = section;
    this.folder = folder;
  }

  /** Leaves it to the caller to note unknown keys: other readers may share the section. */
  NetworkConfig read(String name) {
    return section.attempt(() -> network(name), () -> standIn(name, section.mark()));
  }

  /** A name for the network of the short form: what metrics will call it. */
  String ownName() {
    for (var candidate : List.of(section.text("network", ""), section.text("chain", ""))) {
      if (candidate.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,62}")) {
        return candidate;
      }
    }
    return "default";
  }

  private NetworkConfig network(String name) {
    var chain = new ChainSection(section, folder);
    return new NetworkConfig(
        name,
        chain.chain(),
        chain.network(),
        section.texts("hosts"),
        section.textOrNull("pathPrefix"),
        nodes(chain),
        fallback(),
        section.whole("lagMax", NetworkConfig.LAG_MAX),
        section.truth("debugApi", false),
        section.truth("pins", true),
        lanes(),
        writes(),
        cache(),
        streams(),
        probe(),
        head(),
        lifecycle());
  }

  private List<NodeConfig> nodes(ChainSection chain) {
    var nodes = new ArrayList<NodeConfig>();
    for (var place : section.items("nodes")) {
      nodes.add(new NodeSection(section, folder, chain).read(place, "node" + (nodes.size() + 1)));
    }
    return nodes;
  }

  private FallbackConfig fallback() {
    var fallback = section.section("fallback");
    var otherwise = FallbackConfig.defaults();
    return fallback.build(
        () ->
            new FallbackConfig(
                fallback.whole("callsPerSecond", otherwise.callsPerSecond()),
                fallback.duration("returnAfter", otherwise.returnAfter())),
        FallbackConfig::defaults);
  }

  private LanesConfig lanes() {
    var lanes = section.section("lanes");
    var defaults = LanesConfig.defaults();
    return lanes.build(
        () ->
            new LanesConfig(
                lane(lanes.section("read"), defaults.reads()),
                lane(lanes.section("write"), defaults.writes()),
                lane(lanes.section("wait"), defaults.waits())),
        LanesConfig::defaults);
  }

  private static LaneConfig lane(Section lane, LaneConfig otherwise) {
    return lane.build(
        () ->
            new LaneConfig(
                lane.whole("inFlightPerNodeMax", otherwise.inFlightPerNodeMax()),
                lane.duration("connectDeadline", otherwise.connectDeadline()),
                lane.duration("deadline", otherwise.deadline()),
                lane.whole("triesMax", otherwise.triesMax()),
                lane.truth("hedge", otherwise.hedge()),
                lane.truth("adaptive", otherwise.adaptive())),
        () -> otherwise);
  }

  private WritesConfig writes() {
    var writes = section.section("writes");
    var otherwise = WritesConfig.defaults();
    return writes.build(
        () ->
            new WritesConfig(
                writes.whole("fanOut", otherwise.fanOut()),
                writes.whole("rebroadcastBlocks", otherwise.rebroadcastBlocks())),
        WritesConfig::defaults);
  }

  private CacheConfig cache() {
    var cache = section.section("cache");
    var otherwise = CacheConfig.defaults();
    return cache.build(
        () ->
            new CacheConfig(
                cache.truth("enabled", otherwise.enabled()),
                cache.bytes("bytesMax", otherwise.bytesMax()),
                cache.duration("microTtl", otherwise.microTtl()),
                cache.bytesAsInt("entryBytesMax", otherwise.entryBytesMax())),
        CacheConfig::defaults);
  }

  private StreamConfig streams() {
    var streams = section.section("streams");
    var otherwise = StreamConfig.defaults();
    return streams.build(
        () ->
            new StreamConfig(
                streams.whole("sessionsMax", otherwise.sessionsMax()),
                streams.whole("sessionsPerAddressMax", otherwise.sessionsPerAddressMax()),
                streams.wholeOrNull("sessionsPerNodeMax"),
                streams.duration("pingInterval", otherwise.pingInterval()),
                streams.bytesAsInt("frameBytesMax", otherwise.frameBytesMax())),
        StreamConfig::defaults);
  }

  private ProbeConfig probe() {
    var probe = section.section("probe");
    var otherwise = ProbeConfig.defaults();
    return probe.build(
        () ->
            new ProbeConfig(
                probe.duration("interval", otherwise.interval()),
                probe.duration("deadline", otherwise.deadline())),
        ProbeConfig::defaults);
  }

  private HeadConfig head() {
    var head = section.section("head");
    var otherwise = HeadConfig.defaults();
    return head.build(
        () ->
            new HeadConfig(
                head.whole("quorum", otherwise.quorum()),
                head.truth("follow", otherwise.follow()),
                head.truth("serveWhileSyncing", otherwise.serveWhileSyncing())),
        HeadConfig::defaults);
  }

  private LifecycleConfig lifecycle() {
    var otherwise = LifecycleConfig.defaults();
    var word = section.choice("lifecycle", LifecycleConfig.Word.class, otherwise.lifecycle());
    var height = section.heightOrNull("finalHeight");
    var hash = section.textOrNull("finalHash");
    return section.attempt(
        () -> new LifecycleConfig(word, height, hash), LifecycleConfig::defaults);
  }

  /**
   * Keeps the reading going where a rule is broken; such a reading ends with its findings.
   *
   * @param mark makes its door unlike any other
   */
  static NetworkConfig standIn(String name, String mark) {
    var node = NodeConfig.of("node", URI.create("http://localhost"));
    var defaults = NetworkConfig.of("network", "unknown", List.of(node));
    return new NetworkConfig(
        name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}") ? name : "network" + mark,
        defaults.chain(),
        defaults.network(),
        List.of("unread" + mark),
        defaults.pathPrefix(),
        defaults.nodes(),
        defaults.fallback(),
        defaults.lagMax(),
        defaults.debugApi(),
        defaults.pins(),
        defaults.lanes(),
        defaults.writes(),
        defaults.cache(),
        defaults.streams(),
        defaults.probe(),
        defaults.head(),
        defaults.lifecycle());
  }
}
