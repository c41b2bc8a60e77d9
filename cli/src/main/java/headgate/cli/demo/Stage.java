package headgate.cli.demo;

import headgate.cli.demo.DemoReport.NodeSide;
import headgate.devnode.DevNetwork;
import headgate.devnode.block.Block;
import headgate.devnode.clock.DevClock;
import headgate.devnode.crypto.Wallet;
import headgate.devnode.node.NodeOptions;
import headgate.gateway.address.AddressRange;
import headgate.gateway.config.AdminConfig;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.LifecycleConfig;
import headgate.gateway.config.ListenConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.ProbeConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** The nodes of a demo, and the configuration of a gateway in front of them. */
final class Stage implements AutoCloseable {
  /** So many blocks exist at least before the first request: a past to ask for. */
  static final int OLD_BLOCKS = 40;

  private static final int NODES = 3;
  private static final Duration BLOCK_INTERVAL = Duration.ofSeconds(1);

  /** Patient, since the nodes share a machine, perhaps a busy one, with everything else. */
  private static final ProbeConfig PROBE =
      new ProbeConfig(Duration.ofMillis(500), Duration.ofSeconds(2));

  private static final String LOOPBACK = "127.0.0.1";

  private final DevNetwork nodes;
  private final Scenario scenario;

  private Stage(DevNetwork nodes, Scenario scenario) {
    this.nodes = nodes;
    this.scenario = scenario;
  }

  static Stage open(Scenario scenario, long seed) {
    var nodes =
        DevNetwork.start(
            NODES,
            BLOCK_INTERVAL,
            DevClock.system(),
            index -> NodeOptions.defaults().seed(seed + index),
            scenario.past());
    Scenario.makeFlaky(nodes);
    return new Stage(nodes, scenario);
  }

  DevNetwork nodes() {
    return nodes;
  }

  List<Wallet> wallets() {
    return nodes.wallets();
  }

  GatewayConfig config() {
    var configs = new ArrayList<NodeConfig>();
    for (var name : scenario.nodeNames()) {
      var port = nodes.node(configs.size()).port();
      configs.add(NodeConfig.of(name, URI.create("http://" + LOOPBACK + ":" + port)));
    }
    var network = NetworkConfig.of("demo", "icon", configs).probedBy(PROBE).living(lifecycle());
    var admin =
        AdminConfig.defaults().at(LOOPBACK, 0).debugging(List.of(AddressRange.parse(LOOPBACK)));
    return GatewayConfig.of(List.of(network)).at(ListenConfig.defaults().at(LOOPBACK, 0), admin);
  }

  /** A gateway never infers that a chain has ended: its operator says so. */
  private LifecycleConfig lifecycle() {
    var last = nodes.chain().head();
    return scenario.frozen()
        ? LifecycleConfig.frozen(last.height(), "0x" + last.seal().hash())
        : LifecycleConfig.defaults();
  }

  /** The height at which the chain has ended, -1 where it goes on. */
  long end() {
    return scenario.frozen() ? nodes.chain().height() : -1;
  }

  /** What the nodes counted until now, all together. */
  NodeSide nodeSide() {
    var faults = new TreeMap<String, Long>();
    for (var node : nodes.nodes()) {
      node.faults().struck().forEach((kind, count) -> faults.merge(kind, count, Long::sum));
    }
    return new NodeSide(faults, doubledWrites(), writesInBlocks());
  }

  /** How many transactions any nodes received more than once, all nodes together. */
  private long doubledWrites() {
    return sentHashes().stream().filter(hash -> received(hash) > 1).count();
  }

  /** How many transactions stand in blocks. */
  long writesInBlocks() {
    return LongStream.rangeClosed(1, nodes.chain().height())
        .mapToObj(nodes.chain()::block)
        .flatMap(Optional::stream)
        .map(Block::transactions)
        .mapToLong(List::size)
        .sum();
  }

  /** The chain's own head. */
  long height() {
    return nodes.chain().height();
  }

  /** How far a node is behind the chain's head, at least. */
  long blocksBehind(int node) {
    var head = nodes.chain().height();
    return head - nodes.node(node).height();
  }

  /** Whether the third node begins behind and never falls back. */
  boolean catchesUp() {
    return scenario == Scenario.SYNC;
  }

  /** Requests that a node received, whatever became of them. */
  long requests(int node) {
    return nodes.node(node).counters().snapshot().requests();
  }

  private long received(String hash) {
    return nodes.nodes().stream().mapToLong(node -> node.counters().sends(hash).received()).sum();
  }

  private Set<String> sentHashes() {
    var hashes = new HashSet<String>();
    nodes
        .nodes()
        .forEach(node -> hashes.addAll(node.counters().snapshot().transactions().keySet()));
    return hashes;
  }

  @Override
  public void close() {
    nodes.close();
  }
}
