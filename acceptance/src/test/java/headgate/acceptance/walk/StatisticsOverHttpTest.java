package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the admin port says about a gateway that works. */
class StatisticsOverHttpTest {
  @AutoClose
  private final FakeNode node =
      FakeNode.at(100)
          .answers("icx_getBalance", "\"0x1\"")
          .answersError("icx_getTotalSupply", -32602, "InvalidParams");

  @Test
  void callsAreCountedByMethodAndOutcome() {
    try (var gateway = TestNetwork.icon(node).serve()) {
      gateway.post(Calls.balanceAt(1, 60));
      gateway.post(Calls.balanceAt(1, 60));
      gateway.post(Calls.balanceAt(1, 60));
      gateway.post(Calls.call("1", "icx_getTotalSupply"));
      gateway.post(Calls.call("1", "icx_unheardOf"));

      var lines = metrics(gateway, "headgate_calls");

      assertThat(lines).anyMatch(line -> counts(line, "icx_getBalance", "hit", 2));
      assertThat(lines).anyMatch(line -> counts(line, "icx_getBalance", "miss", 1));
      assertThat(lines).anyMatch(line -> line.contains("method=\"icx_getTotalSupply\""));
      assertThat(lines).noneMatch(line -> line.contains("icx_unheardOf"));
    }
  }

  @Test
  void latenciesAreHistogramsWithATenthOfASecondAsABound() {
    try (var gateway = TestNetwork.icon(node).serve()) {
      gateway.post(Calls.balance(1));

      assertThat(metrics(gateway, "headgate_"))
          .anyMatch(
              line -> line.contains("method=\"icx_getBalance\"") && line.contains("le=\"0.1\""));
    }
  }

  @Test
  void nodesShowTheirHeightAndLag() {
    try (var gateway = TestNetwork.icon(node).serve()) {
      assertThat(metrics(gateway, "headgate_node_height"))
          .anyMatch(line -> line.endsWith(" 100.0"));
      assertThat(metrics(gateway, "headgate_node_up")).anyMatch(line -> line.endsWith(" 1.0"));
      assertThat(metrics(gateway, "headgate_serving_height"))
          .anyMatch(line -> line.endsWith(" 100.0"));
    }
  }

  @Test
  void healthSaysThatItLivesAndReadinessThatItCanAnswer() {
    try (var gateway = TestNetwork.icon(node).serve()) {
      assertThat(get(gateway, "/healthz").status()).isEqualTo(200);
      assertThat(get(gateway, "/readyz").status()).isEqualTo(200);

      node.dies();

      Eventually.holds("it is not ready", () -> get(gateway, "/readyz").status() == 503);
      assertThat(get(gateway, "/readyz?verbose=true").body()).contains("n0").contains("down");
      assertThat(get(gateway, "/healthz").status()).isEqualTo(200);
    }
  }

  private static boolean counts(String line, String method, String outcome, int count) {
    return line.contains("method=\"" + method + "\"")
        && line.contains("outcome=\"" + outcome + "\"")
        && line.matches(".* " + count + "(\\.0)?");
  }

  private static List<String> metrics(TestGateway gateway, String prefix) {
    return get(gateway, "/metrics").body().lines().filter(line -> line.startsWith(prefix)).toList();
  }

  private static RawResponse get(TestGateway gateway, String path) {
    try (var client = RawHttp.connect(gateway.gateway().adminPort())) {
      return client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").response();
    }
  }
}
