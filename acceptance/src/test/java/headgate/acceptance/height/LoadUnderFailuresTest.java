package headgate.acceptance.height;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.devnode.DevNetwork;
import headgate.devnode.DevNode;
import headgate.devnode.clock.DevClock;
import headgate.devnode.fault.Fault;
import headgate.devnode.fault.FaultRule;
import headgate.devnode.node.NodeOptions;
import headgate.gateway.config.HeadConfig;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.ProbeConfig;
import headgate.gateway.observe.NodeStatus;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One of three nodes fails while many callers read and write: no read fails or is wrong, no height
 * goes back, no write is doubled, and of each one knows what became of it.
 */
class LoadUnderFailuresTest {
  private static final long SEED = 20_261_122;
  private static final int OLD_BLOCKS = 20;
  private static final Duration INTERVAL = Duration.ofMillis(200);

  /** What callers ask for, besides what probes ask too. */
  private static final String[] ASKED = {
    "icx_getBalance",
    "icx_getTotalSupply",
    "icx_call",
    "icx_sendTransaction",
    "icx_getTransactionResult"
  };

  private static final Fault LIMITS = new Fault.Status(429, Duration.ofSeconds(1));

  @AutoClose
  private final DevNetwork nodes =
      DevNetwork.start(3, INTERVAL, DevClock.system(), _ -> NodeOptions.defaults(), OLD_BLOCKS);

  private final DevNode bad = nodes.node(2);

  /**
   * Something that goes wrong.
   *
   * @param provesNotTaken whether it proves of a write that the node did not take it
   */
  record Failure(String name, boolean provesNotTaken, Consumer<DevNode> begins) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Failure> failures() {
    return Stream.of(
        fails("a node refuses connections", node -> node.faults().refuseConnections()),
        fails(
            "a node comes and goes",
            node -> node.faults().flap(Duration.ofMillis(300), Duration.ofMillis(300))),
        fails("a node stalls", node -> node.faults().stall()),
        answers("a node answers with status 500", new Fault.Status(500, Duration.ZERO)),
        new Failure(
            "a node limits its callers",
            true,
            node -> node.faults().add(FaultRule.always(LIMITS).on(ASKED))),
        answers("a node answers with garbage", new Fault.Garbage()),
        answers("a node answers with another id", new Fault.WrongId()),
        answers("a node resets before an answer", new Fault.ResetBefore(true)),
        answers("a node resets within an answer", new Fault.ResetAfter(20)),
        answers("a node drips its answers", new Fault.Drip(8, Duration.ofMillis(20))),
        fails("a node lags", node -> node.faults().lag(6)),
        fails("a node lies about its height", node -> node.faults().lie(50)),
        fails("a node changes its network", node -> node.faults().wrongNetwork(2)),
        fails("a node loses its pool", node -> node.faults().dropPool()),
        fails("the chain stands still", node -> node.faults().halt()),
        fails("a node fails in all ways", LoadUnderFailuresTest::failsInAllWays));
  }

  private static Failure fails(String name, Consumer<DevNode> begins) {
    return new Failure(name, false, begins);
  }

  private static Failure answers(String name, Fault fault) {
    return fails(name, node -> node.faults().add(FaultRule.always(fault).on(ASKED)));
  }

  private static void failsInAllWays(DevNode node) {
    Stream.of(
            new Fault.Status(503, Duration.ZERO),
            new Fault.Garbage(),
            new Fault.MissingId(),
            new Fault.ResetBefore(false),
            new Fault.ResetBefore(true),
            new Fault.CutAfter(10),
            new Fault.Stall(true),
            new Fault.Latency(Duration.ofMillis(100)))
        .map(fault -> FaultRule.always(fault).on(ASKED).probability(0.1))
        .forEach(node.faults()::add);
  }

  private TestGateway gateway() {
    var reads = new LaneConfig(64, Duration.ofSeconds(1), Duration.ofSeconds(6), 3, true);
    var writes = new LaneConfig(32, Duration.ofSeconds(1), Duration.ofSeconds(3), 2);
    var network =
        TestNetwork.of("icon")
            .lanes(new LanesConfig(reads, writes, LanesConfig.defaults().waits()))
            .probedEvery(ProbeConfig.defaults().interval())
            .head(HeadConfig.defaults());
    for (var node : nodes.nodes()) {
      var name = "n" + nodes.nodes().indexOf(node);
      network.node(NodeConfig.of(name, URI.create("http://127.0.0.1:" + node.port())));
    }
    return network.serve();
  }

  private void awaitBlocks(int more) {
    var until = nodes.chain().height() + more;
    Eventually.holds(more + " blocks", () -> nodes.chain().height() >= until);
  }

  private void whileItLasts(Load load) {
    if (nodes.chain().halted()) {
      load.awaitReads(2_000);
    } else {
      awaitBlocks(8);
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void nothingFailsIsDoubledOrGoesBackWhile(Failure failure)
      throws ExecutionException, InterruptedException {
    try (var gateway = gateway();
        var load = new Load(gateway, nodes, SEED, OLD_BLOCKS)) {
      awaitBlocks(2);
      failure.begins().accept(bad);
      whileItLasts(load);
      bad.faults().clear();
      bad.faults().resume();
      awaitBlocks(2);
      load.end();
      judge(failure, load.seen(), gateway);
    }
  }

  private void judge(Failure failure, Seen seen, TestGateway gateway) {
    var told = new Fates(nodes, seen, gateway);
    Eventually.holds("each acknowledged write is in a block", told::acknowledgedAreInBlocks);
    awaitBlocks(2);
    var counted = new NodeSide(nodes);
    var pinned = counted.pinned();
    var asked = pinned.values().stream().mapToInt(Integer::intValue).sum();
    var tries = retries(gateway);
    var generation = gateway.gateway().networks().getFirst().head().generation();
    System.out.printf(
        "%s: %d reads, %d failed, %d wrong, %d heights back; %s;"
            + " %d pinned calls asked %d times with %d further tries of all calls and %d new generations%n",
        failure,
        seen.reads(),
        seen.failedReads().size(),
        seen.wrongReads().size(),
        seen.heightsThatWentBack().size(),
        told,
        pinned.size(),
        asked,
        tries,
        generation);
    assertThat(seen.reads()).isPositive();
    assertThat(seen.failedReads()).as("failed, seed %d", SEED).isEmpty();
    assertThat(seen.wrongReads()).as("wrong, seed %d", SEED).isEmpty();
    assertThat(seen.heightsThatWentBack()).as("went back, seed %d", SEED).isEmpty();
    assertThat(counted.complete()).as("nodes kept each body").isTrue();
    assertThat(pinned).isNotEmpty();
    // A new generation forgets what is known at the height that stands.
    assertThat((long) asked)
        .isBetween((long) pinned.size(), pinned.size() + tries + generation * Question.PINNED);
    told.check(counted, failure.provesNotTaken());
  }

  private static long retries(TestGateway gateway) {
    return gateway.gateway().networks().getFirst().nodes().stream()
        .mapToLong(NodeStatus::retries)
        .sum();
  }
}
