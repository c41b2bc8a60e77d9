package headgate.acceptance.roles;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawWebSocket;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.chain.method.Lane;
import headgate.devnode.DevNetwork;
import headgate.devnode.clock.DevClock;
import headgate.devnode.node.NodeOptions;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Nodes for some calls only, and nodes that have thrown old blocks away, over real sockets. */
class LanesAndArchivesTest {
  private static final String READ = "icx_getBalance";
  private static final String STREAM = "/api/v3/icon_dex/block";
  private static final NodeDuty READS = new NodeDuty(NodeRole.PRIMARY, Set.of(Lane.READ));

  @AutoClose
  private final DevNetwork nodes =
      DevNetwork.start(
          3, Duration.ofMillis(500), DevClock.system(), _ -> NodeOptions.defaults(), 20);

  private TestGateway gateway(NodeDuty... duties) {
    var network = TestNetwork.of("icon").uncached();
    for (var index = 0; index < duties.length; index++) {
      var uri = URI.create("http://127.0.0.1:" + nodes.node(index).port());
      network.node(NodeConfig.of("n" + index, uri).with(duties[index]));
    }
    return network.serve();
  }

  private String transfer() {
    return nodes
        .wallets()
        .getFirst()
        .transfer(nodes.wallets().getLast().address(), BigInteger.ONE)
        .signed(nodes.chain().clock().epochMicros())
        .request(1);
  }

  private long calls(int node, String method) {
    return nodes.node(node).counters().calls(method);
  }

  private static String admin(TestGateway gateway, String path) {
    try (var client = RawHttp.connect(gateway.gateway().adminPort())) {
      return client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").response().body();
    }
  }

  @Test
  void eachNodeGetsTheCallsAndStreamsOfItsLanes() {
    var writes = new NodeDuty(NodeRole.PRIMARY, Set.of(Lane.WRITE));
    var streams = new NodeDuty(NodeRole.PRIMARY, Set.of(Lane.STREAM));
    try (var gateway = gateway(READS, writes, streams);
        var stream = RawWebSocket.open(gateway.port(), STREAM)) {
      for (var call = 0; call < 10; call++) {
        assertThat(gateway.post(Calls.balance(call)).status()).isEqualTo(200);
      }
      assertThat(gateway.post(transfer()).status()).isEqualTo(200);
      stream.send("{\"height\":\"0x1\"}");
      assertThat(stream.nextText()).contains("\"code\":0");

      assertThat(calls(0, READ)).isEqualTo(10);
      assertThat(calls(1, READ) + calls(2, READ)).isZero();
      assertThat(calls(1, "icx_sendTransaction")).isOne();
      assertThat(calls(0, "icx_sendTransaction") + calls(2, "icx_sendTransaction")).isZero();
      assertThat(gateway.gateway().networks().getFirst().nodes())
          .extracting(node -> node.streams())
          .containsExactly(0, 0, 1);
      assertThat(admin(gateway, "/v1/networks/test/nodes/n1"))
          .contains("\"role\":\"primary\"", "\"lanes\":[\"write\"]");
    }
  }

  @Test
  void whatNoNodeIsThereForIsRefusedForGood() {
    try (var gateway = gateway(READS, READS);
        var stream = RawWebSocket.open(gateway.port(), STREAM)) {
      var write = gateway.post(transfer());
      assertThat(write.status()).isEqualTo(403);
      assertThat(write.body()).contains("-32090");
      stream.send("{\"height\":\"0x1\"}");
      assertThat(stream.nextText()).contains("-32090");

      assertThat(calls(0, "icx_sendTransaction") + calls(1, "icx_sendTransaction")).isZero();
      assertThat(gateway.post(Calls.balance(1)).status()).isEqualTo(200);
    }
  }

  @Test
  void anOldHeightIsAskedOfTheArchiveAndOfNobodyWhoIsKnownNotToHaveIt() {
    nodes.node(0).faults().prune(15);
    nodes.node(1).faults().prune(10);
    try (var gateway =
        gateway(NodeDuty.EVERYTHING, NodeDuty.EVERYTHING, NodeDuty.of(NodeRole.ARCHIVE))) {
      Eventually.holds(
          "every node is up",
          () ->
              gateway.gateway().networks().getFirst().nodes().stream().allMatch(node -> node.up()));
      var old = gateway.post(Calls.balanceAt(1, 5));
      assertThat(old.status()).as(old.body()).isEqualTo(200);
      assertThat(calls(2, READ)).isOne();
      assertThat(calls(0, READ) + calls(1, READ)).isZero();

      assertThat(gateway.post(Calls.balanceAt(1, 12)).status()).isEqualTo(200);
      assertThat(calls(1, READ)).as("the primary that has it").isOne();
      for (var call = 0; call < 10; call++) {
        assertThat(gateway.post(Calls.balance(call)).status()).isEqualTo(200);
      }
      assertThat(calls(2, READ)).as("nothing else for the archive").isOne();
    }
  }

  @Test
  void whatANodeHasThrownAwayUnderAHashIsAskedOfTheArchive() {
    try (var gateway = gateway(NodeDuty.EVERYTHING, NodeDuty.of(NodeRole.ARCHIVE))) {
      var signed =
          nodes
              .wallets()
              .getFirst()
              .transfer(nodes.wallets().getLast().address(), BigInteger.TWO)
              .signed(nodes.chain().clock().epochMicros());
      gateway.post(signed.request(1));
      var asked =
          Calls.call("1", "icx_getTransactionResult", "{\"txHash\":\"" + signed.hash() + "\"}");
      Eventually.value("a result", () -> gateway.post(asked).status(), status -> status == 200);
      assertThat(calls(1, "icx_getTransactionResult")).isZero();
      nodes.node(0).faults().prune(nodes.chain().height());

      var answer = gateway.post(asked);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(calls(1, "icx_getTransactionResult")).isOne();
    }
  }
}
