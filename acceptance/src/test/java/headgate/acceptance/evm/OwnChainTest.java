package headgate.acceptance.evm;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain that this project has never heard of, served from a file of its user. */
class OwnChainTest {
  private static final String PROFILE =
      """
      schema: 1
      name: acorn
      blockInterval: 3s
      settledAfter: 2
      apis:
        main:
          paths: [/acorn/rpc]
      head:
        method: tree_top
        height: ring
        network: forest
        block:
          method: tree_ring
          params: '{"ring":"$height"}'
          height: number
          hash: hash
          previous: previous
          time: time
          timeUnit: seconds
      errors:
        full: {code: -5, means: elsewhere}
        missing: {code: -6, means: not-found}
      methods:
        tree_top: {class: read, scope: head}
        tree_ring: {class: read, scope: immutable, height: ring}
        tree_leaves: {class: read, scope: head, pin: ring}
        tree_plant: {class: write, notAccepted: [full]}
        tree_name: {class: local, answer: '"oak"'}
      networks:
        north: {nid: "0x9"}
      """;

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void writeTheProfile() throws IOException {
    file = Files.writeString(folder.resolve("acorn.yaml"), PROFILE);
  }

  private static FakeNode node() {
    return at(50).answers("tree_leaves", "7").answers("tree_plant", "\"planted\"");
  }

  private static FakeNode at(long ring) {
    return FakeNode.start()
        .answers("tree_top", "{\"ring\":%d,\"forest\":\"0x9\"}".formatted(ring))
        .replies("tree_ring", _ -> Reply.result(ring(ring)));
  }

  private static String ring(long number) {
    return "{\"number\":%d,\"hash\":\"0xb%d\",\"previous\":\"0xb%d\",\"time\":%d}"
        .formatted(number, number, number - 1, Instant.now().getEpochSecond());
  }

  private TestNetwork network(FakeNode... nodes) {
    return TestNetwork.of(file.toString(), nodes);
  }

  private static String call(TestGateway gateway, String method, String params) {
    return RawHttp.post(
            gateway.port(),
            "/acorn/rpc",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}"
                .formatted(method, params))
        .body();
  }

  private static String result(String json) {
    return "{\"jsonrpc\":\"2.0\",\"result\":" + json + ",\"id\":1}\n";
  }

  @Test
  void itsOwnHeadIsProbed() {
    try (var node = node();
        var gateway = network(node).serve()) {
      assertThat(gateway.gateway().networks().getFirst().servingHeight()).isEqualTo(50);
      assertThat(node.received()).isNotEmpty().allMatch(ask -> ask.target().equals("/acorn/rpc"));
    }
  }

  @Test
  void itsReadsAreKeptAsItSays() {
    try (var node = node();
        var gateway = network(node).serve()) {
      assertThat(call(gateway, "tree_leaves", "{\"of\":1}")).isEqualTo(result("7"));
      call(gateway, "tree_ring", "{\"ring\":\"0x30\"}");
      node.answers("tree_leaves", "8").answers("tree_top", "{\"ring\":51,\"forest\":\"0x9\"}");
      Eventually.holds(
          "the new ring is seen",
          () -> gateway.gateway().networks().getFirst().servingHeight() == 51);
      assertThat(call(gateway, "tree_leaves", "{\"of\":1}")).isEqualTo(result("8"));
      call(gateway, "tree_ring", "{\"ring\":\"0x30\"}");
      assertThat(node.received("tree_ring"))
          .filteredOn(request -> request.body().contains("0x30"))
          .hasSize(1);
    }
  }

  @Test
  void itsWritesAreSentOnceAndGoElsewhereOnlyWhereItSaysSo() {
    try (var full = at(50).answersError("tree_plant", -5, "full");
        var node = node();
        var gateway = network(full, node).serve()) {
      for (var count = 0; count < 20; count++) {
        assertThat(call(gateway, "tree_plant", "{}")).isEqualTo(result("\"planted\""));
      }
      assertThat(node.received("tree_plant")).hasSize(20);
      node.replies("tree_plant", _ -> Reply.silence().resetAfter(0));
      full.replies("tree_plant", _ -> Reply.silence().resetAfter(0));
      var before = node.received("tree_plant").size() + full.received("tree_plant").size();
      assertThat(call(gateway, "tree_plant", "{}")).contains("\"code\":-32094");
      assertThat(node.received("tree_plant").size() + full.received("tree_plant").size())
          .isEqualTo(before + 1);
    }
  }

  @Test
  void whatItAnswersLocallyReachesNoNode() {
    try (var node = node();
        var gateway = network(node).serve()) {
      assertThat(call(gateway, "tree_name", "{}")).isEqualTo(result("\"oak\""));
      assertThat(node.received("tree_name")).isEmpty();
    }
  }

  @Test
  void methodsOfOtherChainsAreUnknownToIt() {
    try (var node = node();
        var gateway = network(node).serve()) {
      assertThat(call(gateway, "icx_getLastBlock", "{}")).contains("\"code\":-32601");
      assertThat(call(gateway, "eth_blockNumber", "[]")).contains("\"code\":-32601");
      assertThat(RawHttp.post(gateway.port(), "/api/v3", "{}").status()).isEqualTo(404);
    }
  }

  @Test
  void nodesOnAnotherOfItsNetworksAreNotUsed() {
    try (var stray = FakeNode.start().answers("tree_top", "{\"ring\":50,\"forest\":\"0x8\"}");
        var node = node();
        var gateway = network(stray, node).network("north").serve()) {
      stray.answers("tree_leaves", "0");
      for (var of = 0; of < 20; of++) {
        assertThat(call(gateway, "tree_leaves", "{\"of\":%d}".formatted(of)))
            .isEqualTo(result("7"));
      }
      assertThat(stray.received("tree_leaves")).isEmpty();
    }
  }
}
