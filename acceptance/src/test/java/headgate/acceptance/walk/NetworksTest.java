package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.LimitsConfig;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** One process serves several networks that know nothing of each other. */
class NetworksTest {
  private static final String CHAIN_ID = Calls.call("1", "eth_chainId");

  @AutoClose private final FakeNode main = FakeNode.at(100).answers("icx_getBalance", "\"0xa\"");
  @AutoClose private final FakeNode trial = FakeNode.at(9).answers("icx_getBalance", "\"0xb\"");
  @AutoClose private final FakeNode evm = FakeNode.at(5_000).network(0x2a);

  @Test
  void aPathPrefixChoosesTheNetwork() {
    try (var gateway =
        TestGateway.of(
                LimitsConfig.defaults(),
                TestNetwork.icon(main).named("main").prefix("/main").config(),
                TestNetwork.icon(trial).named("trial").prefix("/trial").config(),
                TestNetwork.of("evm", evm).named("evm").prefix("/evm").config())
            .ready()) {
      assertThat(post(gateway, "/main/api/v3", Calls.balance(1))).contains("\"0xa\"");
      assertThat(post(gateway, "/trial/api/v3", Calls.balance(1))).contains("\"0xb\"");
      assertThat(post(gateway, "/evm/", CHAIN_ID)).contains("\"0x2a\"");
      assertThat(post(gateway, "/api/v3", Calls.balance(1))).startsWith("Not Found");
    }
  }

  @Test
  void aHostChoosesTheNetworkAndTheFirstWithoutOneServesTheRest() {
    try (var gateway =
        TestGateway.of(
                LimitsConfig.defaults(),
                TestNetwork.icon(trial).named("trial").hosts("trial.example").config(),
                TestNetwork.icon(main).named("main").config())
            .ready()) {
      assertThat(postTo(gateway, "trial.example")).contains("\"0xb\"");
      assertThat(postTo(gateway, "TRIAL.example:9000")).contains("\"0xb\"");
      assertThat(postTo(gateway, "anything.example")).contains("\"0xa\"");
    }
  }

  @Test
  void networksShareNoAnswers() {
    try (var gateway =
        TestGateway.of(
                LimitsConfig.defaults(),
                TestNetwork.icon(main).named("main").config(),
                TestNetwork.icon(trial).named("trial").prefix("/trial").config())
            .ready()) {
      post(gateway, "/api/v3", Calls.balanceAt(1, 5));

      assertThat(post(gateway, "/trial/api/v3", Calls.balanceAt(1, 5))).contains("\"0xb\"");
      assertThat(trial.received("icx_getBalance")).hasSize(1);
    }
  }

  @Test
  void oneNetworksDeadNodesAreNoConcernOfAnother() {
    try (var gateway =
        TestGateway.of(
                LimitsConfig.defaults(),
                TestNetwork.icon(main).named("main").config(),
                TestNetwork.icon(trial).named("trial").prefix("/trial").config())
            .ready()) {
      trial.dies();

      assertThat(post(gateway, "/api/v3", Calls.balance(1))).contains("\"0xa\"");
      assertThat(post(gateway, "/trial/api/v3", Calls.balance(1))).contains("\"code\":-32093");
    }
  }

  private static String post(TestGateway gateway, String path, String body) {
    return RawHttp.post(gateway.port(), path, body).body();
  }

  private static String postTo(TestGateway gateway, String host) {
    try (var client = RawHttp.connect(gateway.port())) {
      var request = RawHttp.request("/api/v3", Calls.balance(1));
      return client.send(request.replace("Host: localhost", "Host: " + host)).response().body();
    }
  }
}
