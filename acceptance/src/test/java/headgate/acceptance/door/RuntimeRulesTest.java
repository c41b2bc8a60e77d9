package headgate.acceptance.door;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.FakeStreamNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.RawWebSocket;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.reload.ReloadOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** An operator makes rules over the admin port. */
class RuntimeRulesTest {
  private static final String ABUSER = "127.0.0.66";
  private static final String RULES = "/v1/networks/test/acl";

  @AutoClose private final FakeNode node = FakeNode.at(100).answers("icx_getBalance", "\"0x1f\"");
  @AutoClose private final TestGateway gateway = TestNetwork.icon(node).serve();

  private final ListAppender<ILoggingEvent> audit = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger("headgate.audit");

  @BeforeEach
  void listen() {
    audit.start();
    log.setLevel(Level.INFO);
    log.addAppender(audit);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(audit);
    log.setLevel(null);
  }

  private RawResponse admin(String verb, String path, String fields) {
    try (var client = RawHttp.connect(gateway.gateway().adminPort())) {
      return client
          .send(verb + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n")
          .response();
    }
  }

  private RawResponse order(String path) {
    return admin("POST", RULES + path, "Authorization: Bearer " + TestGateway.TOKEN + "\r\n");
  }

  private boolean served() {
    try (var client = RawHttp.connect(ABUSER, gateway.port())) {
      client.send(RawHttp.request("/api/v3", Calls.balance(1))).halfClose();
      return client.untilClosed().startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void aDeniedRangeIsTurnedAwayUntilTheRuleIsRemoved() {
    assertThat(served()).isTrue();

    assertThat(order("/deny?range=127.0.0.64/26&ttl=10m").status()).isEqualTo(200);
    Eventually.holds("it is turned away", () -> !served());
    assertThat(admin("GET", RULES, "").body())
        .contains("\"source\":\"runtime\"", "127.0.0.64/26", "\"until\"");
    assertThat(admin("GET", RULES + "/test?address=" + ABUSER + "&call=icx_call", "").body())
        .contains("\"verdict\":\"deny\"", "\"range\":\"127.0.0.64/26\"");

    assertThat(order("/remove?range=127.0.0.64/26").status()).isEqualTo(200);
    Eventually.holds("it is served", this::served);
    assertThat(audit.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.startsWith("deny 127.0.0.64/26 on network test for 10m,"))
        .anyMatch(line -> line.startsWith("the rule for 127.0.0.64/26 on network test removed,"));
  }

  @Test
  void aRuleEndsTheStreamsOfWhomItIsAgainst() {
    try (var streaming = FakeStreamNode.start();
        var behind = TestNetwork.streaming(streaming).serve();
        var stream = RawWebSocket.open(behind.port(), "/api/v3/icon_dex/block")) {
      stream.send("{\"height\":\"0x1\"}");
      streaming.stream(0);
      try (var client = RawHttp.connect(behind.gateway().adminPort())) {
        client.send(
            "POST "
                + RULES
                + "/deny?range=127.0.0.1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + TestGateway.TOKEN
                + "\r\n\r\n");
        assertThat(client.response().status()).isEqualTo(200);
      }
      assertThat(stream.closeStatus()).isEqualTo(1008);
    }
  }

  @Test
  void aRuleEndsWithItsTime() {
    assertThat(order("/deny?range=" + ABUSER + "&ttl=1s").status()).isEqualTo(200);
    Eventually.holds("it is turned away", () -> !served());
    Eventually.holds("it is served", this::served);
    assertThat(admin("GET", RULES, "").body()).doesNotContain("runtime");
  }

  @Test
  void aRuleOutlivesAReload() {
    order("/deny?range=" + ABUSER);
    Eventually.holds("it is turned away", () -> !served());

    assertThat(
            gateway.reload(config ->
                TestGateway.with(
                    config,
                    TestLimits.defaults().connections(50, 50).config(),
                    config.networks().getFirst())))
        .isInstanceOf(ReloadOutcome.Applied.class);

    assertThat(served()).isFalse();
  }

  @Test
  void aDryRunChangesNothingAndSaysWhatItWouldDo() {
    assertThat(order("/deny?range=" + ABUSER + "&dryRun=true").body())
        .contains("\"dryRun\":true", "\"range\":\"127.0.0.66\"", "\"ttl\":\"1h\"");
    assertThat(served()).isTrue();
    assertThat(audit.list).isEmpty();
  }

  @Test
  void anOrderNeedsTheToken() {
    for (var word : new String[] {"/deny", "/allow", "/remove"}) {
      assertThat(admin("POST", RULES + word + "?range=" + ABUSER, "").status()).isEqualTo(401);
      var wrong = "Authorization: Bearer wrong\r\n";
      assertThat(admin("POST", RULES + word + "?range=" + ABUSER, wrong).status()).isEqualTo(401);
      assertThat(admin("GET", RULES + word + "?range=" + ABUSER, "").status()).isEqualTo(405);
    }
    assertThat(served()).isTrue();
  }

  /** A page of a browser that was led here by a name of its own. */
  @Test
  void anOrderForAnotherHostIsRefused() {
    try (var client = RawHttp.connect(gateway.gateway().adminPort())) {
      client.send(
          "POST "
              + RULES
              + "/deny?range="
              + ABUSER
              + " HTTP/1.1\r\nHost: rebound.example\r\nAuthorization: Bearer "
              + TestGateway.TOKEN
              + "\r\n\r\n");
      assertThat(client.response().status()).isEqualTo(403);
    }
    assertThat(served()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/deny",
        "/deny?range=localhost",
        "/deny?range=127.0.0.1/33",
        "/deny?range=127.0.0.66;drop",
        "/deny?range=127.0.0.66&ttl=0s",
        "/deny?range=127.0.0.66&ttl=31d",
        "/deny?range=127.0.0.66&ttl=soon",
        "/deny?range=127.0.0.66&dryRun=maybe",
        "/deny?range=127.0.0.66&range=127.0.0.67",
        "/deny?range=127.0.0.66&colour=red",
        "/remove",
        "/remove?range=127.0.0.66&ttl=1s",
      })
  void whatIsNotUnderstoodIsNotCarriedOut(String path) {
    assertThat(order(path).status()).isEqualTo(400);
    assertThat(admin("GET", RULES, "").body()).doesNotContain("runtime");
  }

  @Test
  void aTestOfWhatThereIsNotSaysSo() {
    assertThat(admin("GET", RULES + "/test?address=here", "").status()).isEqualTo(400);
    assertThat(admin("GET", RULES + "/test", "").status()).isEqualTo(400);
    assertThat(admin("GET", RULES + "/test?address=::1&call=eth_call", "").status()).isEqualTo(404);
    assertThat(admin("GET", "/v1/networks/other/acl", "").status()).isEqualTo(404);
    assertThat(admin("GET", RULES + "/what", "").status()).isEqualTo(404);
    assertThat(order("/remove?range=127.0.0.66").status()).isEqualTo(404);
  }
}
