package headgate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.Gateway;
import headgate.gateway.StartFailure;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.file.ConfigFile;
import headgate.gateway.config.file.ConfigReading;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.reload.ReloadOutcome;
import headgate.simulation.chain.Chain;
import headgate.simulation.machine.Agenda;
import headgate.simulation.machine.SimulatedMachine;
import headgate.simulation.machine.VirtualClock;
import headgate.simulation.node.Ailment;
import headgate.simulation.node.DeafEars;
import headgate.simulation.node.SimulatedNode;
import headgate.simulation.wire.SimulatedWire;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every outcome of a whole reload, and how long it took, on virtual time. */
class ReloadOutcomesTest {
  /** How long networks that are new or changed may look for their heads. */
  private static final Duration WARM_MAX = Duration.ofSeconds(10);

  private static final Duration BLOCKS = Duration.ofSeconds(1);
  private static final int LENGTH = 100;

  private final Agenda agenda = new Agenda();
  private final VirtualClock clock = new VirtualClock(agenda);
  private final Chance chance = Chance.of(7);
  private final Map<String, SimulatedNode> nodes = new LinkedHashMap<>();
  private final SimulatedMachine machine =
      new SimulatedMachine(
          agenda,
          clock,
          chance.split(),
          loop -> new SimulatedWire(loop, agenda, chance.split(), nodes));
  private final Gateway gateway = provisioned(file("main", "a", "b"));
  private Duration took = Duration.ZERO;

  @BeforeEach
  void serve() throws StartFailure {
    nodesAt(LENGTH, "0x53", "a", "b", "c");
    nodesAt(LENGTH - 2, "0x53", "near1", "near2");
    nodesAt(LENGTH - 50, "0x53", "far1", "far2");
    nodesAt(LENGTH, "0x3", "foreign1", "foreign2");
    nodesAt(LENGTH, "0x53", "dead1", "dead2");
    ill("dead1", "dead2");
    gateway.serve();
    pass(Duration.ofSeconds(5));
    assertThat(main().ready()).isTrue();
  }

  @AfterEach
  void stop() {
    gateway.stop();
  }

  private void nodesAt(int length, String networkId, String... names) {
    var chain = Chain.grown(0, networkId, length, clock.trueTime(), BLOCKS);
    Stream.of(names)
        .forEach(name ->
            nodes.put(
                name, new SimulatedNode(name, chain, agenda, chance.split(), new DeafEars())));
  }

  private void ill(String... names) {
    Stream.of(names).map(nodes::get).forEach(node -> node.fallsIll(Ailment.DEAD, node.chain()));
  }

  private static String file(String network, String... names) {
    return """
    listen: {host: 127.0.0.1, port: 9000, loops: 2, transport: nio}
    networks:
    """
        + network(network, names);
  }

  private static String network(String name, String... names) {
    var hosts =
        Stream.of(names)
            .map(node -> "{name: %1$s, url: http://%1$s:9000}".formatted(node))
            .collect(Collectors.joining(", "));
    return "  %1$s: {chain: icon, pathPrefix: /%1$s, lagMax: 3, nodes: [%2$s]}%n"
        .formatted(name, hosts);
  }

  private static GatewayConfig read(String yaml) {
    return switch (ConfigFile.readText("file", yaml)) {
      case ConfigReading.Valid(var config) -> config;
      case ConfigReading.Invalid invalid -> throw new AssertionError(yaml + invalid.problems());
    };
  }

  private Gateway provisioned(String yaml) {
    try {
      return Gateway.provision(read(yaml), machine);
    } catch (StartFailure failure) {
      throw new AssertionError(failure);
    }
  }

  private void pass(Duration time) {
    agenda.runUntil(agenda.nanos() + time.toNanos(), () -> true);
  }

  private NetworkStatus main() {
    return gateway.networks().getFirst();
  }

  private ReloadOutcome reload(String yaml) {
    return reload(yaml, false);
  }

  private ReloadOutcome reload(String yaml, boolean force) {
    var began = agenda.nanos();
    var outcome = gateway.reloads().apply("a test", read(yaml), force);
    while (!outcome.isDone() && agenda.nanos() - began < WARM_MAX.multipliedBy(2).toNanos()) {
      pass(Duration.ofMillis(1));
    }
    took = Duration.ofNanos(agenda.nanos() - began);
    assertThat(outcome).as("an outcome within %s", took).isDone();
    return outcome.join();
  }

  private static ReloadOutcome applied(String... lines) {
    return new ReloadOutcome.Applied(List.of(lines));
  }

  private static ReloadOutcome refused(String... lines) {
    return new ReloadOutcome.Refused(List.of(lines));
  }

  private void tookTheWholeWait() {
    assertThat(took).isBetween(WARM_MAX, WARM_MAX.plusMillis(100));
  }

  @Test
  void nodesThatCanServeAreTakenAsSoonAsTheyHaveShownIt() {
    var before = main();

    assertThat(reload(file("main", "c", "b"))).isEqualTo(applied("network main: changed"));

    assertThat(took).isLessThan(Duration.ofSeconds(2));
    assertThat(main().ready()).isTrue();
    assertThat(main().servingHeight()).isEqualTo(before.servingHeight());
    assertThat(main().head().generation()).isEqualTo(before.head().generation() + 1);
  }

  @Test
  void whereNothingHasChangedNothingIsWaitedFor() {
    assertThat(reload(file("main", "a", "b"))).isEqualTo(new ReloadOutcome.Unchanged());
    assertThat(took).isZero();
  }

  @Test
  void whatNeedsARestartIsRefusedAtOnce() {
    assertThat(reload(file("main", "c", "b").replace("9000, loops", "9001, loops")))
        .isEqualTo(refused("listen.port: cannot be changed without a restart"));
    assertThat(took).isZero();
    assertThat(main().nodes()).extracting(node -> node.name()).containsExactly("a", "b");
  }

  @Test
  void nodesOfWhichNoneCanServeAreRefusedOnceTheWaitIsOver() {
    var outcome = reload(file("main", "dead1", "dead2"));

    assertThat(outcome.label()).isEqualTo("refused");
    assertThat(outcome.lines())
        .singleElement()
        .asString()
        .startsWith("network main: none of its nodes can serve: ");
    tookTheWholeWait();
    assertThat(main().ready()).isTrue();
  }

  @Test
  void nodesThatAreFarBehindAreRefusedOnceTheWaitIsOver() {
    assertThat(reload(file("main", "far1", "far2")))
        .isEqualTo(refused("network main: its nodes are too far behind what is served"));
    tookTheWholeWait();
  }

  @Test
  void nodesThatAreALittleBehindAreTakenOnceTheWaitIsOverAndNoHeightFalls() {
    var before = main().servingHeight();

    assertThat(reload(file("main", "near1", "near2"))).isEqualTo(applied("network main: changed"));
    tookTheWholeWait();
    assertThat(main().servingHeight()).isEqualTo(before);
  }

  @Test
  void nodesOfAnotherNetworkAreRefusedWhateverIsOrdered() {
    var other =
        refused(
            "network main: its nodes are of another network than the one that is served under this"
                + " name");

    assertThat(reload(file("main", "foreign1", "foreign2"))).isEqualTo(other);
    assertThat(reload(file("main", "foreign1", "foreign2"), true)).isEqualTo(other);
  }

  @Test
  void byForceNodesAreTakenThatCannotServe() {
    assertThat(reload(file("main", "dead1", "dead2"), true))
        .isEqualTo(applied("network main: changed"));
    tookTheWholeWait();
    assertThat(main().ready()).isFalse();
    assertThat(main().nodes()).extracting(node -> node.name()).containsExactly("dead1", "dead2");

    assertThat(reload(file("main", "a", "b"))).isEqualTo(applied("network main: changed"));
    assertThat(main().ready()).isTrue();
  }

  @Test
  void whereTheOneBeforeCannotServeEitherItCannotGetWorse() {
    ill("a", "b");
    pass(Duration.ofMinutes(1));
    assertThat(main().ready()).isFalse();

    assertThat(reload(file("main", "dead1", "dead2"))).isEqualTo(applied("network main: changed"));
  }

  @Test
  void networksComeAndGo() {
    assertThat(reload(file("main", "a", "b") + network("more", "c")))
        .isEqualTo(applied("network more: added"));
    assertThat(gateway.networks()).hasSize(2).allMatch(NetworkStatus::ready);
    assertThat(reload(file("more", "c"))).isEqualTo(applied("network main: removed"));
    assertThat(gateway.networks()).singleElement().matches(NetworkStatus::ready);
  }

  @Test
  void oneOfTwoThatCannotServeKeepsBothFromBeingTaken() {
    var outcome = reload(file("main", "c", "b") + network("more", "dead1"));

    assertThat(outcome.lines())
        .singleElement()
        .asString()
        .startsWith("network more: none of its nodes can serve");
    assertThat(gateway.networks()).hasSize(1);
    assertThat(main().nodes()).extracting(node -> node.name()).containsExactly("a", "b");
  }
}
