package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Another chain is a file: the EVM profile in front of a scripted node. */
class EvmWalkTest {
  private static final String ADDRESS = "0x407d73d8a49eeb85d32cf465507dd71d507100c1";
  private static final String RAW = "0x02f870018203e8";

  @AutoClose private final FakeNode node = FakeNode.at(5_000).network(0x2a);

  @Test
  void theHeightIsProbedByTheProfilesOwnCalls() {
    try (var gateway = start()) {
      assertThat(node.received("eth_blockNumber")).isNotEmpty();
      assertThat(node.received("eth_chainId")).isNotEmpty();
      assertThat(node.received("icx_getNetworkInfo")).isEmpty();
      assertThat(gateway.gateway().networks().getFirst().servingHeight()).isEqualTo(5_000);
    }
  }

  @Test
  void latestFollowsTheHead() {
    node.answers("eth_getBalance", "\"0x1\"");
    try (var gateway = start()) {
      assertThat(balance(gateway, "latest"))
          .isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":\"0x1\",\"id\":1}\n");
      node.height(5_001).answers("eth_getBalance", "\"0x2\"");
      Eventually.value(
          "the new height is seen",
          () -> gateway.gateway().networks().getFirst().servingHeight(),
          height -> height == 5_001);

      assertThat(balance(gateway, "latest")).contains("\"0x2\"");
    }
  }

  @Test
  void anOldHeightHoldsForEver() {
    node.answers("eth_getBalance", "\"0x1\"");
    try (var gateway = start()) {
      balance(gateway, "0x64");
      node.height(5_010);
      Eventually.value(
          "the new height is seen",
          () -> gateway.gateway().networks().getFirst().servingHeight(),
          height -> height == 5_010);
      balance(gateway, "0x64");

      assertThat(node.received("eth_getBalance")).hasSize(1);
    }
  }

  @Test
  void pendingIsNeverKept() {
    node.answers("eth_getBalance", "\"0x1\"");
    try (var gateway = start()) {
      balance(gateway, "pending");
      balance(gateway, "pending");

      assertThat(node.received("eth_getBalance")).hasSize(2);
    }
  }

  @Test
  void aRawTransactionIsSentOnce() {
    node.replies("eth_sendRawTransaction", _ -> Reply.result("\"0xaa\"").resetAfter(60));
    try (var other = FakeNode.at(5_000).network(0x2a);
        var gateway =
            TestNetwork.of("evm", node, other).writes(64, Duration.ofMillis(700), 2).serve()) {
      other.replies("eth_sendRawTransaction", _ -> Reply.result("\"0xaa\"").resetAfter(60));

      var answer = post(gateway, Calls.call("1", "eth_sendRawTransaction", "[\"" + RAW + "\"]"));

      assertThat(answer).contains("\"code\":-32094");
      var method = "eth_sendRawTransaction";
      assertThat(node.received(method).size() + other.received(method).size()).isEqualTo(1);
    }
  }

  @Test
  void aMethodOfAnotherChainIsUnknown() {
    try (var gateway = start()) {
      assertThat(post(gateway, Calls.balance(1))).contains("\"code\":-32601");
      assertThat(node.receivedBesideProbes()).isEmpty();
    }
  }

  private TestGateway start() {
    return TestNetwork.of("evm", node).serve();
  }

  private static String balance(TestGateway gateway, String tag) {
    return post(
        gateway, Calls.call("1", "eth_getBalance", "[\"%s\",\"%s\"]".formatted(ADDRESS, tag)));
  }

  private static String post(TestGateway gateway, String body) {
    return RawHttp.post(gateway.port(), "/", body).body();
  }
}
