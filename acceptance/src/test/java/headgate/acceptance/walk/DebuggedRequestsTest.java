package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.Header;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.address.AddressRange;
import headgate.gateway.config.GatewayConfig;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Callers who ask with a header what became of their request. */
class DebuggedRequestsTest {
  @AutoClose private final FakeNode one = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");
  @AutoClose private final FakeNode two = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");
  @AutoClose private final TestGateway trusting = trusting("127.0.0.0/8");

  private TestGateway trusting(String range) {
    return TestNetwork.icon(one, two)
        .serve(config ->
            new GatewayConfig(
                config.listen(),
                config.admin().debugging(List.of(AddressRange.parse(range))),
                config.limits(),
                config.networks()));
  }

  @Test
  void aTrustedCallerIsToldThePlanTheNodesAndTheTries() {
    var told = debug(post(trusting, Calls.balance(1), "1"));

    assertThat(told.path("method").asString()).isEqualTo("icx_getBalance");
    assertThat(told.path("outcome").asString()).isEqualTo("miss");
    assertThat(told.path("servingHeight").asLong()).isEqualTo(100);
    assertThat(told.path("nodes")).hasSize(2);
    assertThat(told.path("tries")).hasSize(1);
    assertThat(debug(post(trusting, Calls.balance(1), "1")).path("outcome").asString())
        .isEqualTo("hit");
  }

  @Test
  void noUrlOfANodeIsTold() {
    var header = header(post(trusting, Calls.balance(1), "1"));

    assertThat(header).doesNotContain("http", String.valueOf(one.port()), "127.0.0.1");
  }

  @Test
  void aBatchIsToldInAFewWordsForEachCall() {
    var told =
        debug(post(trusting, "[" + Calls.balance(1) + "," + Calls.call("2", "icx_no") + "]", "1"));

    assertThat(told.path("items")).hasSize(2);
    assertThat(told.path("items").get(1).path("reason").asString()).isEqualTo("method_not_found");
  }

  @Test
  void whoIsNotTrustedOrDoesNotAskIsToldNothing() {
    assertThat(header(post(trusting, Calls.balance(1), "0"))).isEmpty();
    assertThat(header(trusting.post(Calls.balance(1)))).isEmpty();
    try (var elsewhere = trusting("10.0.0.0/8");
        var nobody = TestNetwork.icon(one, two).serve()) {
      assertThat(header(post(elsewhere, Calls.balance(1), "1"))).isEmpty();
      assertThat(header(post(nobody, Calls.balance(1), "1"))).isEmpty();
    }
  }

  private static RawResponse post(TestGateway gateway, String body, String wanted) {
    try (var client = RawHttp.connect(gateway.port())) {
      var head =
          String.join(
              "\r\n",
              "POST " + TestGateway.PATH + " HTTP/1.1",
              "Host: a",
              "X-Headgate-Debug: " + wanted,
              "Content-Length: " + body.length(),
              "",
              "");
      return client.send(head + body).response();
    }
  }

  private static String header(RawResponse response) {
    return response.headers().stream()
        .filter(header -> header.name().equalsIgnoreCase("X-Headgate-Debug"))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }

  private static JsonNode debug(RawResponse response) {
    return JsonMapper.shared().readTree(header(response));
  }
}
