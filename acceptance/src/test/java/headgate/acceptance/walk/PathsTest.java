package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP surface as goloop has it: paths, texts of refusal, CORS. */
class PathsTest {
  @AutoClose
  private final FakeNode node =
      FakeNode.at(100).answers("icx_getBalance", "\"0x1\"").answers("debug_getTrace", "{}");

  @ParameterizedTest
  @ValueSource(strings = {"/api/v3", "/api/v3/", "/api/v3/icon_dex", "/api/v3?x=1"})
  void callsAreServedOnThesePaths(String path) {
    try (var gateway = TestNetwork.icon(node).serve()) {
      var answer = RawHttp.post(gateway.port(), path, Calls.balance(1));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v3/other, No channel",
    "/api/v3d, debug API is disabled",
    "/api/v3d/icon_dex, debug API is disabled",
    "/api/v3/icon_dex/, Not Found <nil>Not Found <nil>",
    "/API/v3, Not Found <nil>",
    "//api/v3, Not Found <nil>",
    "/admin/chain, Not Found <nil>",
    "/metrics, Not Found <nil>",
    "/, Not Found <nil>"
  })
  void whatIsNotServedIsRefusedAsANodeWould(String path, String text) {
    try (var gateway = TestNetwork.icon(node).serve()) {
      var answer = RawHttp.post(gateway.port(), path, Calls.balance(1));

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo(text);
      assertThat(node.receivedBesideProbes()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH"})
  void onlyPostCalls(String verb) {
    try (var gateway = TestNetwork.icon(node).serve();
        var client = RawHttp.connect(gateway.port())) {
      client.send(verb + " /api/v3 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

      assertThat(client.untilClosed()).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void theDebugApiIsServedWhereItIsSwitchedOn() {
    try (var gateway = TestNetwork.icon(node).debugApi().serve()) {
      var trace = Calls.call("1", "debug_getTrace", "{\"txHash\":\"0x00\"}");

      assertThat(RawHttp.post(gateway.port(), "/api/v3d", trace).status()).isEqualTo(200);
      assertThat(RawHttp.post(gateway.port(), "/api/v3", trace).body()).contains("-32601");
      assertThat(RawHttp.post(gateway.port(), "/api/v3d", Calls.balance(1)).body())
          .contains("-32601");
    }
  }

  @Test
  void aPreflightIsAnsweredWithoutANode() {
    try (var gateway = TestNetwork.icon(node).serve();
        var client = RawHttp.connect(gateway.port())) {
      client.send(
          """
          OPTIONS /api/v3 HTTP/1.1\r
          Host: localhost\r
          Origin: https://dapp.example\r
          Access-Control-Request-Method: POST\r
          Access-Control-Request-Headers: content-type\r
          \r
          """);
      var answer = client.response();

      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST");
      assertThat(answer.header("Access-Control-Allow-Headers").toLowerCase(Locale.ROOT))
          .contains("content-type");
      assertThat(node.receivedBesideProbes()).isEmpty();
    }
  }

  @Test
  void everyOriginMayReadAnswersAndErrors() {
    try (var gateway = TestNetwork.icon(node).serve()) {
      assertThat(withOrigin(gateway, Calls.balance(1)).header("Access-Control-Allow-Origin"))
          .isEqualTo("*");
      assertThat(withOrigin(gateway, "{").header("Access-Control-Allow-Origin")).isEqualTo("*");
    }
  }

  @Test
  void theContentTypeIsNotLookedAt() {
    try (var gateway = TestNetwork.icon(node).serve();
        var client = RawHttp.connect(gateway.port())) {
      client.send(
          RawHttp.request("/api/v3", Calls.balance(1)).replace("application/json", "text/plain"));

      assertThat(client.response().status()).isEqualTo(200);
    }
  }

  private static RawResponse withOrigin(TestGateway gateway, String body) {
    try (var client = RawHttp.connect(gateway.port())) {
      return client
          .send(
              RawHttp.request("/api/v3", body)
                  .replace("Host:", "Origin: https://dapp.example\r\nHost:"))
          .response();
    }
  }
}
