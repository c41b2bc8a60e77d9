package headgate.acceptance.height;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.height.Failures.Failure;
import headgate.acceptance.height.Failures.Trait;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestIdentity;
import headgate.acceptance.kit.TestLimits;
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
import headgate.gateway.config.TlsConfig;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.NodeStatus;
import headgate.gateway.outcome.TryFailure;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One of three nodes fails while many callers read and write: no read fails or is wrong, no height
 * goes back, no write is doubled, and of each one knows what became of it.
 */
class LoadUnderFailuresTest {
  private static final long SEED = 20_261_122;
  private static final int OLD_BLOCKS = 20;
  private static final int LAST_BLOCKS = 5;
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ANSWER_BYTES_MAX = Failures.TOO_LARGE / 2;

  @AutoClose
  private final DevNetwork nodes =
      DevNetwork.start(3, INTERVAL, DevClock.system(), _ -> NodeOptions.defaults(), OLD_BLOCKS);

  private final DevNode bad = nodes.node(2);

  /**
   * What goes wrong while a load lasts.
   *
   * @param begins makes it begin
   * @param lasts until enough was seen of it
   * @param ends makes it end
   * @param doubt whether a node may be asked now whose answers are not the chain's
   */
  private record Course(Runnable begins, Runnable lasts, Runnable ends, BooleanSupplier doubt) {
    Course(Runnable begins, Runnable lasts, Runnable ends) {
      this(begins, lasts, ends, () -> false);
    }
  }

  static Stream<Failure> failures() {
    return Failures.all();
  }

  private TestGateway gateway(int permits, NodeConfig third) {
    var second = Duration.ofSeconds(1);
    var reads = new LaneConfig(permits, second, Duration.ofSeconds(6), 3, true, true);
    var writes = new LaneConfig(32, second, Duration.ofSeconds(3), 2);
    return TestNetwork.of("icon")
        .lanes(new LanesConfig(reads, writes, LanesConfig.defaults().waits()))
        .probedEvery(ProbeConfig.defaults().interval())
        .head(HeadConfig.defaults())
        .node(node(0))
        .node(node(1))
        .node(third)
        .serve(TestLimits.defaults().answerBytesMax(ANSWER_BYTES_MAX));
  }

  private NodeConfig node(int place) {
    return NodeConfig.of("n" + place, url("http", nodes.node(place).port()));
  }

  private static URI url(String scheme, int port) {
    return URI.create(scheme + "://127.0.0.1:" + port);
  }

  private static NetworkStatus status(TestGateway gateway) {
    return gateway.gateway().networks().getFirst();
  }

  private void awaitBlocks(int more) {
    var until = nodes.chain().height() + more;
    Eventually.holds(more + " blocks", () -> nodes.chain().height() >= until);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void nothingFailsIsDoubledOrGoesBackWhile(Failure failure)
      throws ExecutionException, InterruptedException {
    try (var gateway = gateway(failure.is(Trait.FEW_PERMITS) ? 4 : 64, node(2))) {
      var course =
          new Course(() -> failure.begins().accept(bad), () -> awaitBlocks(LAST_BLOCKS), this::end);
      load(failure, gateway, course);
    }
  }

  private void end() {
    bad.faults().clear();
    bad.faults().resume();
  }

  @Test
  void nothingFailsIsDoubledOrGoesBackWhileANodesHandshakesFail(@TempDir Path folder)
      throws ExecutionException, InterruptedException {
    var identity = TestIdentity.make(folder, "ip:127.0.0.1");
    var tls = new TlsConfig(true, identity.certificatePem(), null, null, null);
    try (var door = Door.secured(bad.port(), identity);
        var gateway = gateway(64, new NodeConfig("n2", url("https", door.port()), tls, Map.of()))) {
      var course =
          new Course(
              () -> door.breakHandshakes(true),
              () -> awaitBlocks(LAST_BLOCKS),
              () -> door.breakHandshakes(false));
      load(Failures.named("a node's handshakes fail", TryFailure.TLS), gateway, course);
    }
  }

  @Test
  void nothingFailsIsDoubledOrGoesBackWhileANodeGoesItsOwnWay()
      throws ExecutionException, InterruptedException {
    try (var gateway = gateway(64, node(2))) {
      var course =
          new Course(
              () -> bad.faults().forkFrom(nodes.chain().height() + 1),
              () ->
                  Eventually.value(
                      "it is in quarantine",
                      PATIENCE,
                      () -> status(gateway).head().quarantines(),
                      quarantines -> quarantines > 0),
              this::end);
      load(Failures.named("a node goes its own way"), gateway, course);
    }
  }

  /** Until it is noticed its answers are handed out; from then on none of them is, kept or not. */
  @Test
  void nothingFailsIsDoubledOrGoesBackWhileANodesPlaceIsTakenByOneOfAnotherNetwork()
      throws ExecutionException, InterruptedException {
    try (var other = DevNetwork.start(1, INTERVAL.dividedBy(10));
        var door = Door.to(bad.port());
        var gateway = gateway(64, NodeConfig.of("n2", url("http", door.port())))) {
      other.chain().amend(state -> poor(other).forEach(one -> state.setBalance(one, SEVEN)));
      other.node(0).faults().wrongNetwork(2);
      // A transaction names its network.
      var refused = new Fault.RpcFailure(-31000, "SystemError: E1006:InvalidNetworkID");
      other.node(0).faults().add(FaultRule.always(refused).on("icx_sendTransaction"));
      Eventually.holds("it is long", () -> other.chain().height() > nodes.chain().height() + 20);
      BooleanSupplier up = () -> status(gateway).nodes().getLast().up();
      var course =
          new Course(
              () -> door.leadTo(other.node(0).port()),
              () -> {
                Eventually.holds("it is noticed", () -> !up.getAsBoolean());
                awaitBlocks(LAST_BLOCKS);
              },
              () -> {},
              up);
      load(Failures.named("a node's place is taken"), gateway, course);
    }
  }

  private static final BigInteger SEVEN = BigInteger.valueOf(7);

  private static Stream<String> poor(DevNetwork network) {
    return network.wallets().stream().map(wallet -> wallet.address());
  }

  @Test
  void eachWayInWhichATryCanFailIsAmongThem() {
    var shown = EnumSet.of(TryFailure.TLS);
    failures().map(Failure::shows).forEach(shown::addAll);
    assertThat(shown).containsExactlyInAnyOrder(TryFailure.values());
  }

  private void load(Failure failure, TestGateway gateway, Course course)
      throws ExecutionException, InterruptedException {
    var terms = new Load.Terms(SEED, OLD_BLOCKS, failure.is(Trait.FORGETS));
    try (var load = new Load(gateway, nodes, terms, course.doubt())) {
      awaitBlocks(2);
      course.begins().run();
      if (nodes.chain().halted()) {
        load.awaitReads(2_000);
      } else {
        course.lasts().run();
      }
      course.ends().run();
      awaitBlocks(1);
      load.end();
      judge(failure, load.seen(), gateway);
    }
  }

  private void judge(Failure failure, Seen seen, TestGateway gateway) {
    var told = new Fates(nodes, seen, gateway.port());
    Eventually.holds("each acknowledged write is in a block", told::acknowledgedAreInBlocks);
    awaitBlocks(1);
    var counted = new NodeSide(nodes);
    var pinned = counted.pinned();
    var asked = pinned.values().stream().mapToInt(Integer::intValue).sum();
    var tries = status(gateway).nodes().stream().mapToLong(NodeStatus::retries).sum();
    var generation = status(gateway).head().generation();
    System.out.printf(
        "%s: %s; %s; faults %s;"
            + " %d pinned calls asked %d times with %d further tries of all calls and %d new generations%n",
        failure, seen, told, bad.faults().struck(), pinned.size(), asked, tries, generation);
    assertThat(seen.reads()).isPositive();
    assertThat(seen.failedReads()).as("failed, seed %d", SEED).isEmpty();
    assertThat(seen.wrongReads()).as("wrong, seed %d", SEED).isEmpty();
    assertThat(seen.heightsThatWentBack()).as("went back, seed %d", SEED).isEmpty();
    assertThat(counted.complete()).as("nodes kept each body").isTrue();
    assertThat(pinned).isNotEmpty();
    // A new generation forgets what is known at the height that stands, and batches that are on
    // their way stay with the old one, of which nothing is kept any more.
    assertThat((long) asked)
        .isBetween((long) pinned.size(), pinned.size() + tries + generation * 3 * Question.PINNED);
    told.check(counted, failure.is(Trait.NOT_TAKEN));
  }
}
