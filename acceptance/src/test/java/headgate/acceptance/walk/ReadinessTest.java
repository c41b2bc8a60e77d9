package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a gateway says of itself before its nodes are there, and when they come. */
class ReadinessTest {
  @AutoClose private final FakeNode one = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");
  @AutoClose private final FakeNode two = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");

  private TestGateway start() {
    return TestGateway.of(TestLimits.defaults().config(), TestNetwork.icon(one, two).config());
  }

  private static RawResponse get(TestGateway gateway, String path) {
    try (var client = RawHttp.connect(gateway.gateway().adminPort())) {
      return client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").response();
    }
  }

  @Test
  void beforeAnyNodeIsThereItLivesAndIsNotReady() {
    one.dies();
    two.dies();
    try (var gateway = start()) {
      assertThat(get(gateway, "/healthz").status()).isEqualTo(200);
      assertThat(get(gateway, "/readyz").status()).isEqualTo(503);
      var told = get(gateway, "/readyz?verbose=true");
      assertThat(told.status()).isEqualTo(503);
      assertThat(told.body())
          .contains("\"ready\":false", "\"servingHeight\":null", "\"state\":\"down\"");
      var call = gateway.post(Calls.balance(1));
      assertThat(call.status()).isEqualTo(503);
      assertThat(call.body()).contains("\"code\":-32093").endsWith("\"id\":1}\n");
      assertThat(call.header("Retry-After")).isEqualTo("1");
    }
  }

  @Test
  void itIsReadyAsSoonAsANodeIsThere() {
    one.dies();
    two.dies();
    try (var gateway = start()) {
      assertThat(get(gateway, "/readyz").status()).isEqualTo(503);
      one.comesBack();
      Eventually.value("it is ready", () -> get(gateway, "/readyz").status(), code -> code == 200);
      assertThat(get(gateway, "/readyz?verbose=true").body())
          .contains("\"ready\":true", "\"servingHeight\":100", "\"state\":\"up\"")
          .contains("\"name\":\"n1\",\"state\":\"down\"");
      assertThat(gateway.post(Calls.balance(1)).status()).isEqualTo(200);
    }
  }

  @Test
  void nodesThatAllServeAnotherNetworkMakeItNotReady() {
    try (var gateway =
        TestGateway.of(
            TestLimits.defaults().config(),
            TestNetwork.icon(one, two).network("mainnet").config())) {
      Eventually.holds(
          "it says why",
          () -> get(gateway, "/readyz?verbose=true").body().contains("wrong-network"));
      assertThat(get(gateway, "/readyz").status()).isEqualTo(503);
      assertThat(gateway.post(Calls.balance(1)).body()).contains("\"code\":-32093");
      assertThat(one.receivedBesideProbes()).isEmpty();
    }
  }
}
