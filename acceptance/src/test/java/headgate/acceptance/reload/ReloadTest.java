package headgate.acceptance.reload;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.reload.ReloadOutcome;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Another configuration takes the place of the one that serves. */
class ReloadTest {
  private static final String CALL = Calls.call("1", "icx_getTotalSupply");

  @AutoClose private final FakeNode one = FakeNode.at(100).answers("icx_getTotalSupply", "\"0x1\"");
  @AutoClose private final FakeNode two = FakeNode.at(100).answers("icx_getTotalSupply", "\"0x1\"");
  @AutoClose private final TestGateway gateway = TestNetwork.icon(one, two).serve();

  private static NodeConfig node(String name, FakeNode node) {
    return NodeConfig.of(name, node.uri());
  }

  private static UnaryOperator<GatewayConfig> to(NetworkConfig... networks) {
    return was -> TestGateway.with(was, was.limits(), networks);
  }

  private static NetworkConfig network(NodeConfig... nodes) {
    var network = TestNetwork.of("icon");
    List.of(nodes).forEach(network::node);
    return network.config();
  }

  private NetworkStatus status() {
    return gateway.gateway().networks().getFirst();
  }

  private String state(String node) {
    return status().nodes().stream()
        .filter(each -> each.name().equals(node))
        .map(each -> each.state())
        .findFirst()
        .orElse("gone");
  }

  private String cache() {
    return gateway.post(CALL).header("X-Headgate-Cache");
  }

  @Test
  void aNetworkThatIsTheSameKeepsWhatWasCached() {
    assertThat(cache()).isEqualTo("miss");

    var outcome =
        gateway.reload(was ->
            TestGateway.with(
                was,
                TestLimits.defaults().connections(50, 50).config(),
                was.networks().getFirst()));

    assertThat(outcome).isEqualTo(new ReloadOutcome.Applied(List.of("limits: changed")));
    assertThat(cache()).isEqualTo("hit");
    assertThat(status().head().generation()).isZero();
  }

  @Test
  void aChangedNetworkBeginsANewGenerationAndNoLowerHeight() {
    assertThat(cache()).isEqualTo("miss");
    assertThat(cache()).isEqualTo("hit");
    one.height(99);
    two.height(99);

    var outcome = gateway.reload(to(network(node("n1", two), node("n0", one))));

    assertThat(outcome).isEqualTo(new ReloadOutcome.Applied(List.of("network test: changed")));
    assertThat(status().servingHeight()).isEqualTo(100);
    assertThat(status().head().generation()).isEqualTo(1);
    one.height(101);
    two.height(101);
    Eventually.holds("the next height is served", () -> status().servingHeight() == 101);
    assertThat(cache()).isEqualTo("miss");
  }

  @Test
  void nothingIsDoneWhereNothingHasChanged() {
    assertThat(gateway.reload(was -> was)).isEqualTo(new ReloadOutcome.Unchanged());
    assertThat(status().head().generation()).isZero();
  }

  @Test
  void whatNeedsARestartIsNamedAndNothingIsApplied() {
    var outcome = gateway.reload(to(network(node("n0", one)).on("nowhere")));

    assertThat(outcome.label()).isEqualTo("invalid");
    var fixed =
        gateway.reload(was ->
            TestGateway.with(was, was.limits(), network(node("n0", one)))
                .at(was.listen().at("127.0.0.2", 1), was.admin().at("127.0.0.1", 2)));
    assertThat(fixed)
        .isEqualTo(
            new ReloadOutcome.Refused(
                List.of(
                    "listen.host: cannot be changed without a restart",
                    "listen.port: cannot be changed without a restart",
                    "admin.port: cannot be changed without a restart")));
    assertThat(status().nodes()).hasSize(2);
    assertThat(gateway.gateway().process().reloads().byOutcome())
        .containsEntry("invalid", 1L)
        .containsEntry("refused", 1L)
        .containsEntry("applied", 0L);
    assertThat(gateway.gateway().process().reloads().lastFailed()).isTrue();
  }

  @Test
  void whoeverTakesItsLeaveKeepsItsConfiguration() {
    var over = gateway.gateway().leave();
    Eventually.holds("the gateway drains", () -> gateway.gateway().draining());

    assertThat(gateway.reload(to(network(node("n0", one)))))
        .isEqualTo(new ReloadOutcome.Refused(List.of("the gateway drains")));
    assertThat(over.orTimeout(1, TimeUnit.MINUTES).join()).isZero();
  }

  @Test
  void aNameStaysWithItsChain() {
    var other = TestNetwork.of("evm").named("test").node(NodeConfig.of("n0", one.uri())).config();

    assertThat(gateway.reload(to(other)))
        .isEqualTo(
            new ReloadOutcome.Refused(
                List.of(
                    "network test: a network that becomes another chain or network needs another"
                        + " name")));
  }

  @Test
  void aDrainedNodeStaysDrainedWhereverItStands() {
    gateway.gateway().drain("test", "n0");
    Eventually.holds("it is drained", () -> state("n0").equals("draining"));

    gateway.reload(to(network(node("n1", two), node("n0", one))));

    assertThat(state("n0")).isEqualTo("draining");
    assertThat(state("n1")).isEqualTo("up");
  }

  @Test
  void countersGoOn() {
    gateway.post(CALL);
    var before = calls();

    gateway.reload(to(network(node("n1", two), node("n0", one))));
    gateway.post(CALL);

    assertThat(calls()).isEqualTo(before + 1);
  }

  private long calls() {
    return gateway.gateway().statistics().getFirst().snapshot().series().stream()
        .mapToLong(series -> series.latencies().count())
        .sum();
  }

  @Test
  void aNetworkComesAndGoesWithItsDoor() {
    var more = TestNetwork.of("icon").named("more").prefix("/more").node(node("m0", one)).config();
    var was = network(node("n0", one), node("n1", two));

    gateway.reload(to(was, more));
    Eventually.holds("it serves", () -> post("/more/api/v3").contains("\"0x1\""));
    gateway.reload(to(was));

    assertThat(post("/more/api/v3")).contains("Not Found");
    assertThat(gateway.post(CALL).status()).isEqualTo(200);
  }

  private String post(String path) {
    return RawHttp.post(gateway.port(), path, CALL).body();
  }

  @Test
  void aKeptConnectionHasTheNewLimitsFromItsNextRequestOn() {
    var batch = "[" + CALL + "," + CALL + "]";
    try (var caller = RawHttp.connect(gateway.port())) {
      assertThat(send(caller, batch)).contains("\"0x1\"");
      gateway.reload(was -> TestGateway.with(was, oneCall(was), was.networks().getFirst()));

      assertThat(send(caller, batch)).doesNotContain("\"0x1\"").contains("-32600");
      assertThat(send(caller, CALL)).contains("\"0x1\"");
    }
  }

  private static LimitsConfig oneCall(GatewayConfig was) {
    var limits = was.limits();
    return new LimitsConfig(
        limits.bodyBytesMax(),
        1,
        limits.depthMax(),
        limits.headerDeadline(),
        limits.bodyDeadline(),
        limits.idleDeadline(),
        limits.writeDeadline(),
        limits.connectionsMax(),
        limits.connectionsPerAddressMax(),
        limits.answerBytesMax(),
        limits.bufferedBytesMax());
  }

  private static String send(RawHttp caller, String body) {
    return caller.send(RawHttp.request(TestGateway.PATH, body)).response().body();
  }

  @Test
  void callsThatANodeWorksOnEndUnderTheConfigurationTheyBeganWith() throws Exception {
    var held = new Semaphore(0);
    one.replies(
        "icx_getBalance",
        _ -> {
          held.acquireUninterruptibly();
          return Reply.result("\"0x7\"");
        });
    gateway.reload(to(network(node("n0", one))));
    try (var caller = RawHttp.connect(gateway.port())) {
      var params = "{\"address\":\"hx" + "0".repeat(40) + "\"}";
      caller.send(RawHttp.request(TestGateway.PATH, Calls.call("1", "icx_getBalance", params)));
      Eventually.holds("the node has it", () -> one.received("icx_getBalance").size() == 1);

      gateway.reload(to(network(node("n1", two))));
      held.release(10);

      assertThat(caller.response().body()).contains("\"0x7\"");
      assertThat(state("n0")).isEqualTo("gone");
      Eventually.holds("its connections are closed", () -> one.connectionsOpen() == 0);
    }
  }

  @Test
  void aCallThatBeganBeforeStillHasItsOtherNodesWhereNoneIsConfiguredAnyMore() throws Exception {
    var held = new Semaphore(0);
    var tries = new AtomicInteger();
    for (var node : List.of(one, two)) {
      node.replies(
          "icx_getBalance",
          _ -> {
            held.acquireUninterruptibly();
            return tries.incrementAndGet() == 1
                ? Reply.status(503, "not now")
                : Reply.result("\"0x7\"");
          });
    }
    try (var others = FakeNode.at(100);
        var caller = RawHttp.connect(gateway.port())) {
      var params = "{\"address\":\"hx" + "0".repeat(40) + "\"}";
      caller.send(RawHttp.request(TestGateway.PATH, Calls.call("1", "icx_getBalance", params)));
      Eventually.holds("a node has it", () -> received() == 1);

      assertThat(gateway.reload(to(network(node("n9", others)))).good()).isTrue();
      held.release(10);

      assertThat(caller.response().body()).contains("\"0x7\"");
      assertThat(received()).isEqualTo(2);
    }
  }

  private int received() {
    return one.received("icx_getBalance").size() + two.received("icx_getBalance").size();
  }
}
