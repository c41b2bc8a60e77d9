package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The channel in a path, which nodes of an unnamed network tell by themselves. */
class ChannelTest {
  private static final String OTHER_CHANNEL =
      "{\"platform\":\"icon\",\"nid\":\"0x100\",\"channel\":\"havah\",\"earliest\":\"0x0\","
          + "\"latest\":\"0x64\",\"stepPrice\":\"0x1\"}";

  @AutoClose private final FakeNode icon = FakeNode.at(100).answers("icx_getBalance", "\"0xa\"");

  @AutoClose
  private final FakeNode havah =
      FakeNode.at(100)
          .answers("icx_getNetworkInfo", OTHER_CHANNEL)
          .answers("icx_getBalance", "\"0xb\"");

  private static RawResponse post(TestGateway gateway, String host, String path) {
    try (var client = RawHttp.connect(gateway.port())) {
      var request = RawHttp.request(path, Calls.balance(1));
      return client.send(request.replace("Host: localhost", "Host: " + host)).response();
    }
  }

  @Test
  void itIsLearntFromTheNodes() {
    try (var gateway = TestNetwork.icon(havah).serve()) {
      assertThat(post(gateway, "any", "/api/v3/havah").body()).contains("\"0xb\"");
      assertThat(post(gateway, "any", "/api/v3").body()).contains("\"0xb\"");
      var unknown = post(gateway, "any", "/api/v3/icon_dex");
      assertThat(unknown.status()).isEqualTo(404);
      assertThat(unknown.body()).isEqualTo("No channel");
      assertThat(havah.received("icx_getBalance"))
          .isNotEmpty()
          .allMatch(request -> request.target().equals("/api/v3/havah"));
    }
  }

  @Test
  void itChoosesAmongNetworksThatTheHostAllows() {
    try (var gateway =
        TestGateway.of(
                TestLimits.defaults().config(),
                TestNetwork.icon(icon).named("icon").hosts("rpc.example").config(),
                TestNetwork.icon(havah).named("havah").config())
            .ready()) {
      assertThat(post(gateway, "rpc.example", "/api/v3/icon_dex").body()).contains("\"0xa\"");
      assertThat(post(gateway, "rpc.example", "/api/v3/havah").body()).contains("\"0xb\"");
      assertThat(post(gateway, "rpc.example", "/api/v3").body()).contains("\"0xa\"");
      assertThat(post(gateway, "other.example", "/api/v3").body()).contains("\"0xb\"");
      assertThat(post(gateway, "other.example", "/api/v3/icon_dex").body()).isEqualTo("No channel");
      assertThat(post(gateway, "rpc.example", "/api/v3/none").body()).isEqualTo("No channel");
    }
  }
}
