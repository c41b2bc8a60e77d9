package headgate.acceptance.height;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import headgate.devnode.DevNetwork;
import headgate.devnode.clock.DevClock;
import headgate.devnode.node.NodeOptions;
import headgate.gateway.config.CacheConfig;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.HeadConfig;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.ProbeConfig;
import headgate.gateway.reload.ReloadOutcome;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Ten reloads while many callers read, write and follow the chain: every call is answered, no
 * height goes back, no write is doubled, and no stream skips a block.
 */
class ReloadsUnderLoadTest {
  private static final long SEED = 20_261_123;
  private static final int OLD_BLOCKS = 20;
  private static final int STREAMS = 4;
  private static final Duration INTERVAL = Duration.ofMillis(200);

  @AutoClose
  private final DevNetwork nodes =
      DevNetwork.start(3, INTERVAL, DevClock.system(), _ -> NodeOptions.defaults(), OLD_BLOCKS);

  private NodeConfig node(int place) {
    var url = URI.create("http://127.0.0.1:" + nodes.node(place).port());
    return NodeConfig.of("n" + place, url);
  }

  private NetworkConfig network(List<NodeConfig> of, LanesConfig lanes, CacheConfig cache) {
    var plain = TestGateway.network("icon", of.stream().map(NodeConfig::url).toList());
    return new NetworkConfig(
        plain.name(),
        plain.chain(),
        plain.network(),
        plain.hosts(),
        plain.pathPrefix(),
        of,
        plain.fallback(),
        plain.lagMax(),
        plain.debugApi(),
        plain.pins(),
        lanes,
        plain.writes(),
        cache,
        plain.streams(),
        ProbeConfig.defaults(),
        HeadConfig.defaults(),
        plain.lifecycle());
  }

  private NetworkConfig network(Integer... places) {
    var of = List.of(places).stream().map(this::node).toList();
    return network(of, LanesConfig.defaults(), CacheConfig.defaults());
  }

  private static LanesConfig fewerReads() {
    var usual = LanesConfig.defaults();
    var second = Duration.ofSeconds(1);
    var reads = new LaneConfig(16, second, Duration.ofSeconds(10), 3, true, true);
    return new LanesConfig(reads, usual.writes(), usual.waits());
  }

  private static UnaryOperator<GatewayConfig> to(NetworkConfig... networks) {
    return was -> TestGateway.with(was, was.limits(), networks);
  }

  /** Whatever a reload may change: nodes, their order, caps, caches, limits and networks. */
  private List<UnaryOperator<GatewayConfig>> changes() {
    var all = List.of(node(0), node(1), node(2));
    var other = TestNetwork.of("icon").named("other").hosts("other.example").node(node(1)).config();
    var small = new CacheConfig(true, 1 << 20, Duration.ofSeconds(1), 1 << 10);
    return List.of(
        to(network(0, 1)),
        to(network(2, 1, 0)),
        to(network(all, fewerReads(), CacheConfig.defaults())),
        to(network(all, LanesConfig.defaults(), small)),
        to(network(0, 1, 2), other),
        was ->
            TestGateway.with(
                was,
                TestLimits.defaults().answerBytesMax(1 << 20).config(),
                was.networks().toArray(NetworkConfig[]::new)),
        to(other, network(1, 2)),
        to(network(1, 2)),
        to(network(0, 1, 2)),
        to(network(2, 0, 1)));
  }

  private void awaitBlocks(int more) {
    var until = nodes.chain().height() + more;
    Eventually.holds(more + " blocks", () -> nodes.chain().height() >= until);
  }

  @Test
  void tenReloadsUnderLoadLoseNothing() throws ExecutionException, InterruptedException {
    var terms = new Load.Terms(SEED, OLD_BLOCKS, false);
    try (var gateway = TestGateway.of(TestLimits.defaults().config(), network(0, 1, 2)).ready();
        var streams = Followers.of(gateway.port(), nodes.chain().height(), STREAMS);
        var load = new Load(gateway, nodes, terms, () -> false)) {
      awaitBlocks(2);
      var outcomes = new ArrayList<ReloadOutcome>();
      for (var change : changes()) {
        outcomes.add(gateway.reload(change));
        load.awaitReads(200);
      }
      awaitBlocks(2);
      load.end();
      var reached = nodes.chain().height();
      Eventually.holds("streams reach the head", () -> streams.lowest() >= reached);

      assertThat(outcomes).allMatch(ReloadOutcome.Applied.class::isInstance);
      judge(load.seen(), gateway, streams);
    }
  }

  private void judge(Seen seen, TestGateway gateway, Followers streams) {
    var told = new Fates(nodes, seen, gateway.port());
    Eventually.holds("each acknowledged write is in a block", told::acknowledgedAreInBlocks);
    System.out.printf("10 reloads: %s; %s; streams %s%n", seen, told, streams);
    assertThat(seen.reads()).isPositive();
    assertThat(seen.failedReads()).as("failed, seed %d", SEED).isEmpty();
    assertThat(seen.wrongReads()).as("wrong, seed %d", SEED).isEmpty();
    assertThat(seen.heightsThatWentBack()).as("went back, seed %d", SEED).isEmpty();
    assertThat(streams.faults()).isEmpty();
    told.check(new NodeSide(nodes), false);
  }
}
