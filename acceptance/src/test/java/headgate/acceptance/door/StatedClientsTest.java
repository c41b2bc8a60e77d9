package headgate.acceptance.door;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.address.AddressRange;
import headgate.gateway.config.door.AclConfig;
import headgate.gateway.config.door.AclConfig.AclRule;
import headgate.gateway.config.door.AclConfig.Verdict;
import headgate.gateway.config.door.ClientsConfig;
import headgate.gateway.config.door.ClientsConfig.Source;
import headgate.gateway.config.door.DoorsConfig;
import headgate.gateway.rule.RuleScope;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * What stands in front names the client. Nobody may call but 203.0.113.7: so who is served says
 * whom the gateway took its caller for.
 */
class StatedClientsTest {
  private static final String PROXY = "127.0.0.2";
  private static final String STRANGER = "127.0.0.66";
  private static final String CLIENT = "203.0.113.7";

  @AutoClose private final FakeNode node = FakeNode.at(100).answers("icx_getBalance", "\"0x1f\"");

  private TestGateway gateway(Source from, String... trusted) {
    var ranges = List.of(trusted).stream().map(AddressRange::parse).toList();
    var only =
        new AclRule(Verdict.ALLOW, List.of(AddressRange.parse(CLIENT)), RuleScope.EVERYTHING);
    var doors =
        DoorsConfig.defaults()
            .with(new ClientsConfig(from, ranges))
            .with(new AclConfig(Verdict.DENY, List.of(), List.of(only)));
    return TestNetwork.icon(node).serve(config -> config.behind(doors));
  }

  private static String request(String fields) {
    var plain = RawHttp.request("/api/v3", Calls.balance(1));
    return plain.replaceFirst("\r\n", "\r\n" + fields);
  }

  /** The status, or -1 where the connection was closed without an answer. */
  private static int ask(TestGateway gateway, String from, String bytes) {
    try (var client = RawHttp.connect(from, gateway.port())) {
      client.send(bytes).halfClose();
      var seen = client.untilClosed();
      return seen.isEmpty() ? -1 : Integer.parseInt(seen.split(" ", 3)[1]);
    }
  }

  @Test
  void aProxyNamesItsClient() {
    try (var gateway = gateway(Source.X_FORWARDED_FOR, PROXY)) {
      assertThat(ask(gateway, PROXY, request("X-Forwarded-For: " + CLIENT + "\r\n")))
          .isEqualTo(200);
      assertThat(ask(gateway, PROXY, request("X-Forwarded-For: 198.51.100.1\r\n"))).isEqualTo(403);
      assertThat(ask(gateway, PROXY, request(""))).isEqualTo(403);
    }
  }

  @Test
  void aStrangerNamesNobody() {
    try (var gateway = gateway(Source.X_FORWARDED_FOR, PROXY)) {
      assertThat(ask(gateway, STRANGER, request("X-Forwarded-For: " + CLIENT + "\r\n")))
          .isEqualTo(-1);
    }
    // The defence switched off, which is to believe everybody.
    try (var gateway = gateway(Source.X_FORWARDED_FOR, "127.0.0.0/8")) {
      assertThat(ask(gateway, STRANGER, request("X-Forwarded-For: " + CLIENT + "\r\n")))
          .isEqualTo(200);
    }
  }

  @Test
  void whatAClientWroteBeforeItsProxyMeansNothing() {
    try (var gateway = gateway(Source.X_FORWARDED_FOR, PROXY)) {
      var spoofed = "X-Forwarded-For: " + CLIENT + ", 198.51.100.1\r\n";
      assertThat(ask(gateway, PROXY, request(spoofed))).isEqualTo(403);
      var sixteen = ("X-Forwarded-For: " + CLIENT + "\r\n").repeat(15);
      assertThat(ask(gateway, PROXY, request(sixteen + "X-Forwarded-For: 198.51.100.1\r\n")))
          .isEqualTo(403);
      assertThat(ask(gateway, PROXY, request("x-forwarded-FOR: 198.51.100.1," + CLIENT + "\r\n")))
          .isEqualTo(200);
    }
  }

  @Test
  void whatAProxyWroteAndCannotBeReadIsRefused() {
    try (var gateway = gateway(Source.X_FORWARDED_FOR, PROXY)) {
      assertThat(ask(gateway, PROXY, request("X-Forwarded-For: " + CLIENT + ", unknown\r\n")))
          .isEqualTo(400);
    }
    try (var gateway = gateway(Source.FORWARDED, PROXY)) {
      assertThat(ask(gateway, PROXY, request("Forwarded: for=_hidden\r\n"))).isEqualTo(400);
      assertThat(ask(gateway, PROXY, request("Forwarded: for=" + CLIENT + "\r\n"))).isEqualTo(200);
      assertThat(ask(gateway, PROXY, request("X-Forwarded-For: " + CLIENT + "\r\n")))
          .as("the field that is not configured")
          .isEqualTo(403);
    }
  }

  @Test
  void theHeaderOfTheProxyProtocolNamesTheClientOfAConnection() {
    try (var gateway = gateway(Source.PROXY_PROTOCOL, PROXY)) {
      assertThat(ask(gateway, PROXY, proxy(CLIENT) + request(""))).isEqualTo(200);
      assertThat(ask(gateway, PROXY, proxy("198.51.100.1") + request(""))).isEqualTo(-1);
      assertThat(ask(gateway, PROXY, request(""))).as("without it").isEqualTo(-1);
      assertThat(ask(gateway, PROXY, proxy(CLIENT) + proxy(CLIENT) + request("")))
          .as("twice")
          .isEqualTo(-1);
      assertThat(ask(gateway, STRANGER, proxy(CLIENT) + request("")))
          .as("of a stranger")
          .isEqualTo(-1);
      assertThat(ask(gateway, PROXY, proxy("198.51.100.1") + request("X-Forwarded-For: " + CLIENT)))
          .isEqualTo(-1);
    }
    // The defence switched off.
    try (var gateway = gateway(Source.PROXY_PROTOCOL, "127.0.0.0/8")) {
      assertThat(ask(gateway, STRANGER, proxy(CLIENT) + request(""))).isEqualTo(200);
    }
  }

  private static String proxy(String client) {
    return String.format(Locale.ROOT, "PROXY TCP4 %s 127.0.0.1 4711 9000\r\n", client);
  }

  @Test
  void nodesAreToldNothingOfIt() {
    try (var gateway = gateway(Source.X_FORWARDED_FOR, PROXY)) {
      var fields =
          "X-Forwarded-For: " + CLIENT + "\r\nForwarded: for=1.2.3.4\r\nX-Real-IP: 1.2.3.4\r\n";
      assertThat(ask(gateway, PROXY, request(fields))).isEqualTo(200);
      assertThat(node.received("icx_getBalance"))
          .singleElement()
          .satisfies(seen ->
              assertThat(
                      seen.headers().stream().map(header -> header.name().toLowerCase(Locale.ROOT)))
                  .doesNotContain("x-forwarded-for", "forwarded", "x-real-ip"));
    }
  }
}
