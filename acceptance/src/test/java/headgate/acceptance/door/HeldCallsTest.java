package headgate.acceptance.door;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.door.DoorsConfig;
import headgate.gateway.config.door.RatesConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A client that has as many calls held back as it can get: three, where there is a bound. */
class HeldCallsTest {
  private static final String ABUSER = "127.0.0.66";
  private static final String FRIEND = "127.0.0.7";
  private static final String WAIT = "icx_waitTransactionResult";
  private static final int MAX = 3;
  private static final int MANY = 8;

  @AutoClose
  private final FakeNode node =
      FakeNode.at(100).answers("icx_getBalance", "\"0x1f\"").replies(WAIT, _ -> Reply.silence());

  private final List<RawHttp> open = new ArrayList<>();

  private TestGateway gateway(int heldMax) {
    var rates = new RatesConfig(0, 1_000, heldMax, List.of());
    return TestNetwork.icon(node)
        .serve(config -> config.behind(DoorsConfig.defaults().with(rates)));
  }

  private RawHttp ask(TestGateway gateway, String from, String request) {
    var client = RawHttp.connect(from, gateway.port()).send(request);
    open.add(client);
    return client;
  }

  private RawHttp await(TestGateway gateway, String from, int number) {
    var params = "{\"txHash\":\"0x" + "%064x".formatted(number) + "\"}";
    return ask(gateway, from, RawHttp.request("/api/v3", Calls.call("1", WAIT, params)));
  }

  private void atNode(int calls) {
    Eventually.value("held calls", () -> node.received(WAIT).size(), count -> count == calls);
  }

  private void leave() {
    open.forEach(RawHttp::reset);
    open.clear();
  }

  @Test
  void whoHasTooManyWaitsIsRefusedOneMoreAndOthersAreNot() {
    try (var gateway = gateway(MAX)) {
      for (var number = 0; number < MAX; number++) {
        await(gateway, ABUSER, number);
      }
      atNode(MAX);
      var refused = await(gateway, ABUSER, MAX).response();
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.body()).contains("-32091");
      var read = ask(gateway, ABUSER, RawHttp.request("/api/v3", Calls.balance(1))).response();
      assertThat(read.status()).as("a call that nobody holds back").isEqualTo(200);
      await(gateway, FRIEND, MANY);
      atNode(MAX + 1);
      leave();
      Eventually.holds(
          "places given back with their callers",
          () -> {
            await(gateway, ABUSER, MANY + 1);
            return node.received(WAIT).size() > MAX + 1;
          });
    } finally {
      leave();
    }
  }

  @Test
  void withoutABoundOneHasAllThatItAsksFor() {
    try (var gateway = gateway(0)) {
      for (var number = 0; number < MANY; number++) {
        await(gateway, ABUSER, number);
      }
      atNode(MANY);
    } finally {
      leave();
    }
  }

  @Test
  void waitingForAHeightTakesAPlaceToo() {
    var request =
        RawHttp.request("/api/v3", Calls.balance(1))
            .replaceFirst("\r\n", "\r\nX-Headgate-Min-Height: 0x65\r\n");
    try (var gateway = gateway(MAX)) {
      for (var number = 0; number < MAX; number++) {
        await(gateway, ABUSER, number);
      }
      atNode(MAX);
      assertThat(ask(gateway, ABUSER, request).response().status()).isEqualTo(429);
      assertThat(ask(gateway, FRIEND, request).response().body())
          .as("waits until its time is over")
          .doesNotContain("-32091");
    } finally {
      leave();
    }
  }
}
