package headgate.acceptance.door;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.address.AddressRange;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.door.AclConfig;
import headgate.gateway.config.door.ClientsConfig;
import headgate.gateway.config.door.ClientsConfig.Source;
import headgate.gateway.config.door.DoorsConfig;
import headgate.gateway.config.door.RatesConfig;
import headgate.gateway.config.door.RatesConfig.RangeRate;
import headgate.gateway.reload.ReloadOutcome;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A client that asks for more than its rate allows: five units, and one more in an hour. */
class RatesTest {
  private static final String ABUSER = "127.0.0.66";
  private static final String FRIEND = "127.0.0.7";
  private static final int BURST = 5;

  @AutoClose
  private final FakeNode node =
      FakeNode.at(100).answers("icx_getBalance", "\"0x1f\"").answers("icx_call", "{}");

  /** The slowest rate there is gives a unit a second; tests are shorter than their assertions. */
  private static UnaryOperator<GatewayConfig> rates(int burst, RangeRate... ranges) {
    return config ->
        config.behind(DoorsConfig.defaults().with(new RatesConfig(1, burst, List.of(ranges))));
  }

  private TestGateway gateway() {
    return TestNetwork.icon(node).serve(rates(BURST));
  }

  private TestGateway unlimited() {
    return TestNetwork.icon(node).serve();
  }

  private static RawResponse ask(TestGateway gateway, String from, String body) {
    try (var client = RawHttp.connect(from, gateway.port())) {
      return client.send(RawHttp.request("/api/v3", body)).response();
    }
  }

  /** How many of so many single calls were served, each over a connection of its own. */
  private static long served(TestGateway gateway, String from, int calls) {
    return IntStream.range(0, calls)
        .filter(number -> ask(gateway, from, Calls.balance(number)).status() == 200)
        .count();
  }

  private static String batch(int calls) {
    return IntStream.range(0, calls)
        .mapToObj(Calls::balance)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void moreThanTheBurstIsRefusedAndOthersAreServed() {
    try (var gateway = gateway()) {
      assertThat(served(gateway, ABUSER, 50)).isBetween((long) BURST, BURST + 3L);
      assertThat(served(gateway, FRIEND, BURST)).isEqualTo(BURST);
    }
    // The defence switched off.
    try (var gateway = unlimited()) {
      assertThat(served(gateway, ABUSER, 50)).isEqualTo(50);
    }
  }

  @Test
  void whoIsRefusedIsToldUnderItsIdWhenToComeBack() {
    try (var gateway = gateway()) {
      served(gateway, ABUSER, 3 * BURST);
      var refused = ask(gateway, ABUSER, Calls.call("\"mine\"", "icx_call"));
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.body()).contains("-32091", "\"id\":\"mine\"", "\"retryAfter\":");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, BURST);
      assertThat(node.received("icx_call")).isEmpty();
    }
  }

  @Test
  void aBatchCostsTheSumOfItsCalls() {
    try (var gateway = gateway()) {
      var answer = ask(gateway, ABUSER, batch(40));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(count(answer.body(), "-32091")).isBetween(40 - BURST - 2, 40 - BURST);
      assertThat(node.received("icx_getBalance")).hasSizeBetween(BURST, BURST + 2);
    }
    try (var gateway = unlimited()) {
      assertThat(ask(gateway, ABUSER, batch(40)).body()).doesNotContain("-32091");
    }
  }

  @Test
  void whatIsKeptAndReadyCostsToo() {
    try (var gateway = gateway()) {
      for (var number = 0; number < 3; number++) {
        ask(gateway, FRIEND, Calls.balance(1));
      }
      try (var client = RawHttp.connect(ABUSER, gateway.port())) {
        var served = 0;
        for (var number = 0; number < 50; number++) {
          client.send(RawHttp.request("/api/v3", Calls.balance(1)));
          served += client.response().status() == 200 ? 1 : 0;
        }
        assertThat(served).isBetween(BURST, BURST + 3);
      }
    }
  }

  @Test
  void nonsenseAndUnknownMethodsCostToo() {
    try (var gateway = gateway()) {
      for (var number = 0; number < BURST; number++) {
        ask(gateway, ABUSER, "{");
        ask(gateway, ABUSER, Calls.call("1", "icx_nothing"));
      }
      assertThat(ask(gateway, ABUSER, "{").status()).isEqualTo(429);
      assertThat(ask(gateway, ABUSER, Calls.call("1", "icx_nothing")).status()).isEqualTo(429);
      assertThat(ask(gateway, ABUSER, "[1,2,3,4,5,6]").body()).contains("-32091");
    }
  }

  @Test
  void aLargeBodyCostsMoreThanASmallOne() {
    var large = "x".repeat(200_000);
    try (var gateway = TestNetwork.icon(node).serve(rates(20))) {
      assertThat(ask(gateway, ABUSER, "x").status()).isEqualTo(400);
      assertThat(ask(gateway, ABUSER, large).status()).isEqualTo(400);
      assertThat(ask(gateway, ABUSER, large).status()).isEqualTo(429);
      assertThat(ask(gateway, ABUSER, "x").status()).isEqualTo(400);
    }
  }

  @Test
  void aRangeHasARateOfItsOwnAndTheBreakGlassHasNone() {
    var more = new RangeRate(List.of(AddressRange.parse("127.0.0.64/26")), 1, 20);
    try (var gateway = TestNetwork.icon(node).serve(rates(BURST, more))) {
      assertThat(served(gateway, ABUSER, 60)).isBetween(20L, 24L);
    }
    var open =
        new AclConfig(AclConfig.Verdict.ALLOW, List.of(AddressRange.parse(ABUSER)), List.of());
    try (var gateway =
        TestNetwork.icon(node)
            .serve(config ->
                config.behind(
                    DoorsConfig.defaults()
                        .with(new RatesConfig(1, BURST, List.of()))
                        .with(open)))) {
      assertThat(served(gateway, ABUSER, 60)).isEqualTo(60);
    }
  }

  @Test
  void aReloadTakesNobodysDebtAway() {
    try (var gateway = gateway()) {
      served(gateway, ABUSER, 3 * BURST);
      assertThat(gateway.reload(rates(BURST + 1)))
          .isEqualTo(new ReloadOutcome.Applied(List.of("rates: changed")));
      assertThat(served(gateway, ABUSER, 3 * BURST)).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void whereAProxyNamesClientsEachHasARateOfItsOwn() {
    var proxy = new ClientsConfig(Source.X_FORWARDED_FOR, List.of(AddressRange.parse("127.0.0.1")));
    try (var gateway =
            TestNetwork.icon(node)
                .serve(config ->
                    config.behind(
                        DoorsConfig.defaults()
                            .with(new RatesConfig(1, BURST, List.of()))
                            .with(proxy)));
        var client = RawHttp.connect(gateway.port())) {
      var served = new int[3];
      for (var number = 0; number < 60; number++) {
        var plain = RawHttp.request("/api/v3", Calls.balance(1));
        var named = "\r\nX-Forwarded-For: 203.0.113." + number % 3 + "\r\n";
        client.send(plain.replaceFirst("\r\n", named));
        served[number % 3] += client.response().status() == 200 ? 1 : 0;
      }
      assertThat(IntStream.of(served).boxed()).allMatch(each -> each >= BURST && each <= BURST + 3);
    }
  }
}
