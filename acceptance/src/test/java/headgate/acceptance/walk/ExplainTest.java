package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator asks what would become of a call. */
class ExplainTest {
  @AutoClose private final FakeNode one = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");
  @AutoClose private final FakeNode two = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");
  @AutoClose private final FakeNode behind = FakeNode.at(90).answers("icx_getBalance", "\"0x1\"");
  @AutoClose private final TestGateway gateway = TestNetwork.icon(one, two, behind).serve();

  @BeforeEach
  void settle() {
    Eventually.holds(
        "each node was judged",
        () -> state(0).equals("up") && state(1).equals("up") && state(2).equals("lagging"));
  }

  @Test
  void aReadIsPlannedAsItWouldBeServedAndIsNotSent() {
    var plan = explain(Calls.balance(1));
    assertThat(plan.path("plan").asString()).isEqualTo("cached-read");
    assertThat(plan.path("method").asString()).isEqualTo("icx_getBalance");
    assertThat(plan.path("class").asString()).isEqualTo("read");
    assertThat(plan.path("pinned").asBoolean()).isTrue();
    assertThat(plan.path("servingHeight").asLong()).isEqualTo(100);
    assertThat(plan.path("neededHeight").asLong()).isEqualTo(100);
    assertThat(plan.path("key").path("height").asLong()).isEqualTo(100);
    assertThat(plan.path("cache").asString()).isEqualTo("miss");
    assertThat(plan.path("path").asString()).startsWith("/api/v3");
    assertThat(choice(plan, 0)).isEqualTo("candidate");
    assertThat(choice(plan, 1)).isEqualTo("candidate");
    assertThat(choice(plan, 2)).startsWith("not up, or below the height");
    assertThat(plan.path("nodes").get(2).path("lag").asLong()).isEqualTo(10);
    assertThat(one.received("icx_getBalance")).isEmpty();
    assertThat(two.received("icx_getBalance")).isEmpty();
  }

  @Test
  void whatWasServedIsPlannedAsAHit() {
    assertThat(gateway.post(Calls.balance(2)).status()).isEqualTo(200);
    // Both loops find it: it is kept for the whole network.
    var plan = explain(Calls.balance(2));
    assertThat(plan.path("cache").asString()).isEqualTo("hit");
    assertThat(plan.path("rule").asString()).contains("in the cache");
  }

  @Test
  void aWriteIsPlannedWithoutAKeyAndNotSent() {
    var plan = explain(Calls.send());
    assertThat(plan.path("plan").asString()).isEqualTo("write");
    assertThat(plan.has("key")).isFalse();
    assertThat(plan.path("neededHeight").asLong()).isEqualTo(-1);
    assertThat(one.received("icx_sendTransaction")).isEmpty();
    assertThat(two.received("icx_sendTransaction")).isEmpty();
  }

  @Test
  void whatWouldBeRefusedIsToldInTheWordsOfTheFailureTable() {
    var unknown = explain(Calls.call("1", "icx_nothing"));
    assertThat(unknown.path("plan").asString()).isEqualTo("refused");
    assertThat(unknown.path("rule").asString()).isEqualTo("method_not_found");
    assertThat(explain("[" + Calls.balance(1) + "]").path("rule").asString()).contains("batch");
    assertThat(explain("{\"secret\":").path("plan").asString()).isEqualTo("refused");
    assertThat(explain("{\"secret\":").toString()).doesNotContain("secret");
  }

  // ---- live

  @Test
  void aReadIsMadeWhereThatIsAskedForAndTellsItsTriesAndItsAnswer() {
    var told = explain(Calls.balance(3), "?live=true", TestGateway.TOKEN, 200);

    assertThat(told.path("sent").asBoolean()).isTrue();
    assertThat(told.path("outcome").asString()).isEqualTo("miss");
    assertThat(told.path("tries")).hasSize(1);
    assertThat(told.path("tries").get(0).path("outcome").asString()).isEqualTo("answered");
    assertThat(told.path("answer").asString()).contains("\"result\":\"0x1\"");
    assertThat(one.received("icx_getBalance").size() + two.received("icx_getBalance").size())
        .isOne();
    assertThat(explain(Calls.balance(3)).path("cache").asString()).isEqualTo("hit");
  }

  @Test
  void aWriteIsNeverSentByIt() {
    var told = explain(Calls.send(), "?live=true", TestGateway.TOKEN, 200);

    assertThat(told.path("plan").asString()).isEqualTo("write");
    assertThat(told.path("sent").asBoolean(true)).isFalse();
    assertThat(one.received("icx_sendTransaction")).isEmpty();
    assertThat(two.received("icx_sendTransaction")).isEmpty();
  }

  @Test
  void aLiveCallNeedsTheToken() {
    explain(Calls.balance(4), "?live=true", "", 401);
    explain(Calls.balance(4), "?live=true", "another-long-token", 401);
    explain(Calls.balance(4), "?live=maybe", TestGateway.TOKEN, 400);

    assertThat(one.received("icx_getBalance")).isEmpty();
    assertThat(two.received("icx_getBalance")).isEmpty();
  }

  private JsonNode explain(String call) {
    return explain(call, "", "", 200);
  }

  private JsonNode explain(String call, String query, String token, int status) {
    try (var client = RawHttp.connect(gateway.gateway().adminPort())) {
      var answer =
          client
              .send(
                  "POST /v1/networks/test/explain"
                      + query
                      + " HTTP/1.1\r\nHost: localhost\r\n"
                      + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                      + "Content-Length: "
                      + call.length()
                      + "\r\n\r\n"
                      + call)
              .response();
      assertThat(answer.status()).as(answer.body()).isEqualTo(status);
      return JsonMapper.shared().readTree(answer.body());
    }
  }

  private static String choice(JsonNode plan, int node) {
    return plan.path("nodes").get(node).path("choice").asString();
  }

  private String state(int node) {
    return gateway.gateway().networks().getFirst().nodes().get(node).state();
  }
}
