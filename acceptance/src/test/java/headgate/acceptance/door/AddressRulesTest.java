package headgate.acceptance.door;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.chain.method.MethodClass;
import headgate.gateway.address.AddressRange;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.ListenConfig;
import headgate.gateway.config.door.AclConfig;
import headgate.gateway.config.door.AclConfig.AclRule;
import headgate.gateway.config.door.AclConfig.Verdict;
import headgate.gateway.config.door.DoorsConfig;
import headgate.gateway.reload.ReloadOutcome;
import headgate.gateway.rule.RuleScope;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rules by address, over sockets of several loopback addresses. */
class AddressRulesTest {
  private static final String ABUSER = "127.0.0.66";
  private static final String FRIEND = "127.0.0.7";
  private static final RuleScope WRITES =
      new RuleScope(Set.of(MethodClass.WRITE), List.of(), List.of(), List.of());
  private static final RuleScope DEBUG =
      new RuleScope(Set.of(), List.of(), List.of("debug"), List.of());
  private static final RuleScope STREAMS =
      new RuleScope(Set.of(MethodClass.STREAM), List.of(), List.of(), List.of());
  private static final String TRACE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"debug_getTrace\"}";

  @AutoClose private final FakeNode node = FakeNode.at(100).answers("icx_getBalance", "\"0x1f\"");

  private static AclRule deny(RuleScope scope, String range) {
    return new AclRule(Verdict.DENY, List.of(AddressRange.parse(range)), scope);
  }

  private static AclRule allow(RuleScope scope, String range) {
    return new AclRule(Verdict.ALLOW, List.of(AddressRange.parse(range)), scope);
  }

  private static UnaryOperator<GatewayConfig> acl(AclRule... rules) {
    return config ->
        config.behind(
            DoorsConfig.defaults().with(new AclConfig(Verdict.ALLOW, List.of(), List.of(rules))));
  }

  private TestGateway gateway(AclRule... rules) {
    return TestNetwork.icon(node).debugApi().serve(acl(rules));
  }

  private static RawResponse ask(TestGateway gateway, String from, String path, String body) {
    try (var client = RawHttp.connect(from, gateway.port())) {
      return client.send(RawHttp.request(path, body)).response();
    }
  }

  private static RawResponse ask(TestGateway gateway, String from, String body) {
    return ask(gateway, from, "/api/v3", body);
  }

  @Test
  void whoMayDoNothingIsClosedWithoutAnAnswer() {
    try (var gateway = gateway(deny(RuleScope.EVERYTHING, ABUSER))) {
      try (var client = RawHttp.connect(ABUSER, gateway.port())) {
        assertThat(client.untilClosed()).isEmpty();
      }
      assertThat(ask(gateway, FRIEND, Calls.balance(1)).status()).isEqualTo(200);
      assertThat(gateway.gateway().process().refusedConnections())
          .anySatisfy(count -> {
            assertThat(count.reason()).isEqualTo("denied");
            assertThat(count.count()).isOne();
          });
    }
  }

  /** The defence switched off. */
  @Test
  void withoutTheRuleItIsServed() {
    try (var gateway = gateway()) {
      assertThat(ask(gateway, ABUSER, Calls.balance(1)).status()).isEqualTo(200);
    }
  }

  @Test
  void aDeniedCallIsToldSoUnderItsIdAndReachesNoNode() {
    try (var gateway = gateway(deny(WRITES, "0.0.0.0/0"), allow(WRITES, FRIEND))) {
      var refused = ask(gateway, ABUSER, Calls.send());
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body()).contains("-32090");
      assertThat(node.received("icx_sendTransaction")).isEmpty();

      ask(gateway, FRIEND, Calls.send());
      assertThat(node.received("icx_sendTransaction")).hasSize(1);
    }
  }

  @Test
  void theOtherCallsOfABatchAreAnswered() {
    try (var gateway = gateway(deny(WRITES, ABUSER))) {
      var answer = ask(gateway, ABUSER, "[" + Calls.balance(1) + "," + Calls.send() + "]");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).contains("0x1f").contains("-32090");
      assertThat(node.received("icx_sendTransaction")).isEmpty();
    }
  }

  @Test
  void whatIsKeptForOthersIsNotForWhoMayNotAskIt() {
    var balances = new RuleScope(Set.of(), List.of("icx_getBalance"), List.of(), List.of());
    try (var gateway = gateway(deny(balances, ABUSER))) {
      for (var number = 0; number < 3; number++) {
        assertThat(ask(gateway, FRIEND, Calls.balance(1)).status()).isEqualTo(200);
      }
      try (var client = RawHttp.connect(ABUSER, gateway.port())) {
        for (var number = 0; number < 3; number++) {
          client.send(RawHttp.request("/api/v3", Calls.balance(1)));
          assertThat(client.response().status()).isEqualTo(403);
        }
      }
    }
  }

  @Test
  void aRuleHoldsForTheNextCallOfAConnectionThatIsOpen() {
    try (var gateway = gateway();
        var client = RawHttp.connect(ABUSER, gateway.port())) {
      client.send(RawHttp.request("/api/v3", Calls.balance(1)));
      assertThat(client.response().status()).isEqualTo(200);

      assertThat(gateway.reload(acl(deny(RuleScope.EVERYTHING, ABUSER))))
          .isEqualTo(new ReloadOutcome.Applied(List.of("acl: changed")));

      client.send(RawHttp.request("/api/v3", Calls.balance(1)));
      assertThat(client.response().status()).isEqualTo(403);
      assertThat(gateway.reload(acl())).isInstanceOf(ReloadOutcome.Applied.class);
      client.send(RawHttp.request("/api/v3", Calls.balance(1)));
      assertThat(client.response().status()).isEqualTo(200);
    }
  }

  @Test
  void theDebugApiIsNotThereForWhomItIsNotOpen() {
    node.answers("debug_getTrace", "{}");
    try (var gateway = gateway(deny(DEBUG, "0.0.0.0/0"), allow(DEBUG, FRIEND))) {
      var refused = ask(gateway, ABUSER, "/api/v3d", TRACE);
      assertThat(refused.status()).isEqualTo(404);
      assertThat(refused.body()).isEqualTo("debug API is disabled");
      assertThat(node.received("debug_getTrace")).isEmpty();

      assertThat(ask(gateway, FRIEND, "/api/v3d", TRACE).status()).isEqualTo(200);
    }
  }

  @Test
  void aDeniedStreamIsNotUpgraded() {
    var upgrade =
        "GET /api/v3//block HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade:"
            + " websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key:"
            + " dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    try (var gateway = gateway(deny(STREAMS, ABUSER));
        var abuser = RawHttp.connect(ABUSER, gateway.port());
        var friend = RawHttp.connect(FRIEND, gateway.port())) {
      assertThat(abuser.send(upgrade).response().status()).isEqualTo(403);
      assertThat(friend.send(upgrade).response().status()).isEqualTo(101);
    }
  }

  @Test
  void anAddressThatComesMappedIsTheIpv4Address() {
    UnaryOperator<GatewayConfig> everywhere =
        config ->
            config.at(new ListenConfig("::", 0, 1, config.listen().transport()), config.admin());
    try (var gateway =
        TestNetwork.icon(node)
            .serve(config ->
                everywhere.apply(acl(deny(RuleScope.EVERYTHING, ABUSER)).apply(config)))) {
      try (var client = RawHttp.connect(ABUSER, gateway.port())) {
        assertThat(client.untilClosed()).isEmpty();
      }
      assertThat(ask(gateway, FRIEND, Calls.balance(1)).status()).isEqualTo(200);
    }
  }
}
