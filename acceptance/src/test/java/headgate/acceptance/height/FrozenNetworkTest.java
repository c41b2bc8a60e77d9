package headgate.acceptance.height;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.RawWebSocket;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.devnode.DevNetwork;
import headgate.devnode.DevNode;
import headgate.devnode.clock.DevClock;
import headgate.devnode.node.NodeOptions;
import headgate.gateway.config.HeadConfig;
import headgate.gateway.config.NodeConfig;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A chain that has ended, as its operator says: its nodes have stopped, or have gone on as if
 * nothing had happened.
 */
class FrozenNetworkTest {
  private static final int BLOCKS = 20;
  private static final String LAST_BLOCK = Calls.call("1", "icx_getLastBlock");
  private static final String NETWORK_INFO = Calls.call("1", "icx_getNetworkInfo");

  @AutoClose
  private final DevNetwork nodes =
      DevNetwork.start(
          3, Duration.ofMillis(100), DevClock.system(), _ -> NodeOptions.defaults(), BLOCKS);

  private final String wallet = nodes.wallets().getFirst().address();
  private final String balance = Calls.call("1", "icx_getBalance", address(""));

  private String address(String more) {
    return "{\"address\":\"" + wallet + "\"" + more + "}";
  }

  /** The chain has ended with its newest block, and its nodes know nothing above. */
  private long stopped() {
    nodes.chain().halt();
    return nodes.chain().height();
  }

  /** The chain has ended for its operator, and its nodes go on. */
  private long goneOnFrom() {
    Eventually.holds("nodes go on", () -> nodes.chain().height() > BLOCKS + 3);
    return BLOCKS;
  }

  private TestGateway before(long end) {
    var last = nodes.chain().block(end).orElseThrow().seal().hash();
    var network = TestNetwork.of("icon").head(HeadConfig.defaults()).frozen(end, "0x" + last);
    for (var node : nodes.nodes()) {
      var name = "n" + nodes.nodes().indexOf(node);
      network.node(NodeConfig.of(name, URI.create("http://127.0.0.1:" + node.port())));
    }
    var gateway = network.serve();
    Eventually.holds(
        "each node was heard",
        () ->
            gateway.gateway().networks().getFirst().nodes().stream()
                .noneMatch(node -> node.state().equals("down")));
    return gateway;
  }

  private static RawResponse page(TestGateway gateway, String path) {
    try (var client = RawHttp.connect(gateway.gateway().adminPort())) {
      return client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").response();
    }
  }

  private static String hex(long height) {
    return "0x" + Long.toHexString(height);
  }

  private static void assertTellsTheEnd(RawResponse answer, long end) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
    assertThat(answer.body())
        .contains("\"code\":-32090", "\"data\":{\"finalHeight\":\"" + hex(end) + "\"}");
    assertThat(answer.header("Retry-After")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyReadIsOfItsLastBlockAndHeldForEver(boolean nodesStop) {
    var end = nodesStop ? stopped() : goneOnFrom();
    try (var gateway = before(end)) {
      assertThat(page(gateway, "/readyz").status()).isEqualTo(200);
      var read = List.of(balance, LAST_BLOCK, Calls.call("1", "icx_getTotalSupply"));
      for (var call : read) {
        var answer = gateway.post(call);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("X-Headgate-Head")).isEqualTo(hex(end));
        assertThat(answer.header("X-Headgate-Head-Age")).matches("\\d+");
      }
      assertThat(gateway.post(LAST_BLOCK).body()).contains("\"height\":" + end + ",");
      nodes.nodes().forEach(node -> node.faults().refuseConnections());
      Eventually.holds("no node is up", () -> page(gateway, "/readyz").status() == 503);

      for (var call : read) {
        var answer = gateway.post(call);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("X-Headgate-Cache")).isEqualTo("hit");
      }
    }
  }

  @Test
  void everyWriteAndWaitIsRefusedWithItsHeight() {
    var end = stopped();
    try (var gateway = before(end)) {
      var hash = "{\"txHash\":\"" + Calls.TRANSACTION_HASH + "\"}";
      var wait = Calls.call("2", "icx_waitTransactionResult", hash);
      assertTellsTheEnd(gateway.post(Calls.send()), end);
      assertTellsTheEnd(gateway.post(wait), end);
      var batch = gateway.post("[" + balance + "," + wait + "]");

      assertThat(batch.status()).isEqualTo(200);
      assertThat(batch.body()).contains("\"result\":\"0x", "\"finalHeight\":\"" + hex(end) + "\"");
      assertThat(nodes.nodes())
          .allMatch(node -> node.counters().calls("icx_sendTransaction") == 0)
          .allMatch(node -> node.counters().calls("icx_waitTransactionResult") == 0);
    }
  }

  @Test
  void aNodeWithAnotherLastBlockIsNotUsed() {
    var end = stopped();
    nodes.node(2).faults().forkFrom(end);
    try (var gateway = before(end)) {
      Eventually.holds(
          "it is found out",
          () ->
              page(gateway, "/readyz?verbose=true")
                  .body()
                  .contains("\"name\":\"n2\",\"state\":\"wrong-network\""));
      for (var height = 1; height < end; height++) {
        var old = Calls.call("1", "icx_getBalance", address(",\"height\":\"" + hex(height) + "\""));
        assertThat(gateway.post(old).status()).isEqualTo(200);
      }

      assertThat(nodes.node(2).counters().calls("icx_getBalance")).isZero();
      assertThat(page(gateway, "/readyz").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsReadFromBeyondItsEnd(boolean nodesStop) {
    var end = nodesStop ? stopped() : goneOnFrom();
    try (var gateway = before(end)) {
      var beyond = ",\"height\":\"" + hex(end + 1) + "\"";
      assertTellsTheEnd(gateway.post(Calls.call("1", "icx_getBalance", address(beyond))), end);
      var block = "{\"height\":\"" + hex(end + 1) + "\"}";
      assertTellsTheEnd(gateway.post(Calls.call("1", "icx_getBlockByHeight", block)), end);
      for (var ahead = 1; ahead <= 4; ahead++) {
        assertTellsTheEnd(needing(gateway, end + ahead), end);
      }
      assertThat(needing(gateway, end).status()).isEqualTo(200);
    }
  }

  private RawResponse needing(TestGateway gateway, long height) {
    try (var client = RawHttp.connect(gateway.port())) {
      var field = "\r\nX-Headgate-Min-Height: " + hex(height) + "\r\n";
      var request = RawHttp.request(TestGateway.PATH, balance).replaceFirst("\r\n", field);
      return client.send(request).response();
    }
  }

  @Test
  void whatOnlyNodesBeyondItCanTellIsRefusedWithIt() {
    var end = goneOnFrom();
    var next = nodes.chain().block(end + 1).orElseThrow().seal().hash();
    try (var gateway = before(end)) {
      assertTellsTheEnd(gateway.post(NETWORK_INFO), end);
      var byHash = Calls.call("1", "icx_getBlockByHash", "{\"hash\":\"0x" + next + "\"}");
      assertTellsTheEnd(gateway.post(byHash), end);
    }
  }

  @Test
  void aNodeThatHasStoppedIsAskedWhereOthersHaveGoneOn() {
    var end = goneOnFrom();
    nodes.node(1).faults().freezeAt(end);
    try (var gateway = before(end)) {
      var answer = gateway.post(NETWORK_INFO);

      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      assertThat(answer.body()).contains("\"latest\":\"" + hex(end) + "\"");
    }
  }

  @Test
  void aStreamEndsWhereTheChainDoes() {
    var end = goneOnFrom();
    nodes.node(1).faults().freezeAt(end);
    try (var gateway = before(end);
        var blocks = RawWebSocket.open(gateway.port(), "/api/v3/icon_dex/block")) {
      blocks.send("{\"height\":\"" + hex(end - 4) + "\"}");
      assertThat(blocks.nextText()).contains("\"code\":0");
      for (var height = end - 4; height <= end; height++) {
        assertThat(blocks.nextText()).contains("\"height\":\"" + hex(height) + "\"");
      }
      var more = nodes.chain().height() + 5;
      Eventually.holds("nodes go on", () -> nodes.chain().height() > more);

      blocks.within(Duration.ofMillis(200));
      assertThatThrownBy(blocks::next).hasRootCauseInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void whereEveryNodeHasGoneOnThereIsNoStream() {
    var end = goneOnFrom();
    try (var gateway = before(end);
        var blocks = RawWebSocket.open(gateway.port(), "/api/v3/icon_dex/block")) {
      blocks.send("{\"height\":\"" + hex(end - 4) + "\"}");
      assertThat(blocks.nextText()).doesNotContain("\"code\":0");
    }
    assertThat(nodes.nodes()).extracting(DevNode::height).allMatch(height -> height > end);
  }
}
