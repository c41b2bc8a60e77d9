package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.TestGateway;
import org.junit.jupiter.api.Test;

class RequestWalkTest {
  private static final String ADDRESS = "hx9a2425c40569db485116fdfac89f84163b1a70ff";

  private static String balance(String id) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\"icx_getBalance\",\"params\":{\"address\":\""
        + ADDRESS
        + "\"}}";
  }

  @Test
  void aReadIsAnsweredWithTheNodesBytesAndTheCallersOwnId() {
    try (var node = FakeNode.at(100).answers("icx_getBalance", "\"0x1f\"");
        var gateway = TestGateway.before(node)) {
      var answer = gateway.post(balance("1e3"));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":\"0x1f\",\"id\":1e3}\n");
    }
  }

  @Test
  void anEqualReadAtTheSameHeightComesFromTheCache() {
    try (var node = FakeNode.at(100).answers("icx_getBalance", "\"0x1f\"");
        var gateway = TestGateway.before(node)) {
      gateway.post(balance("1"));
      var second = gateway.post(balance("\"two\""));
      assertThat(second.body())
          .isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":\"0x1f\",\"id\":\"two\"}\n");
      assertThat(node.received("icx_getBalance")).hasSize(1);
    }
  }

  @Test
  void aNodesErrorIsAnAnswerWithItsStatusAndIsNotKept() {
    try (var node = FakeNode.at(100).answersError("icx_getBalance", -30032, "Reverted(0)");
        var gateway = TestGateway.before(node)) {
      var answer = gateway.post(balance("7"));
      gateway.post(balance("8"));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body())
          .isEqualTo(
              "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-30032,\"message\":\"Reverted(0)\"},\"id\":7}\n");
      assertThat(node.received("icx_getBalance")).hasSize(2);
    }
  }

  @Test
  void aBatchIsAnsweredItemByItemInItsOrder() {
    try (var node =
            FakeNode.at(100)
                .answers("icx_getBalance", "\"0x1f\"")
                .answers("icx_getTotalSupply", "\"0x2f\"");
        var gateway = TestGateway.before(node)) {
      var answer =
          gateway.post(
              "["
                  + balance("1")
                  + ",{\"jsonrpc\":\"2.0\",\"method\":\"icx_getLastBlock\"}"
                  + ",{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"icx_getTotalSupply\"},5]");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body())
          .startsWith("[{\"jsonrpc\":\"2.0\",\"result\":\"0x1f\",\"id\":1},")
          .contains(",{\"jsonrpc\":\"2.0\",\"result\":\"0x2f\",\"id\":3},")
          .endsWith("\"id\":null}]\n");
    }
  }
}
