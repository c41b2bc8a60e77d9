package headgate.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What callers make the process hold is bounded together, and comes back when they leave. */
class HeldBytesTest {
  private static final int MIB = 1 << 20;
  private static final int HALF = 500_000;
  private static final String OVERLOADED =
      "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32092,\"message\":\"Overloaded\"},\"id\":null}\n";

  @AutoClose
  private final FakeNode node =
      FakeNode.at(100)
          .answers("icx_getBalance", "\"0x1\"")
          .answers("icx_sendTransaction", "\"" + Calls.TRANSACTION_HASH + "\"");

  @AutoClose
  private final TestGateway gateway =
      TestNetwork.icon(node).serve(TestLimits.defaults().answerBytesMax(MIB).bufferedBytesMax(MIB));

  private final List<RawHttp> callers = new ArrayList<>();

  @AfterEach
  void everythingComesBack() {
    callers.forEach(RawHttp::close);
    Quiet.becomes(gateway);
    assertThat(gateway.post(whole()).status()).isEqualTo(200);
  }

  /** A call in a body of half the budget. */
  private static String whole() {
    return Calls.balance(1) + " ".repeat(HALF);
  }

  private void begin() {
    var caller = RawHttp.connect(gateway.port());
    callers.add(caller);
    caller.send(Requests.head("Content-Length: " + MIB) + "\r\n" + " ".repeat(HALF));
  }

  private long held() {
    return gateway.gateway().process().bufferedBytes();
  }

  @Test
  void whatIsAnnouncedCostsNothing() {
    for (var count = 0; count < 50; count++) {
      var caller = RawHttp.connect(gateway.port());
      callers.add(caller);
      caller.send(Requests.head("Content-Length: " + MIB) + "\r\n");
    }
    assertThat(gateway.post(whole()).status()).isEqualTo(200);
  }

  @Test
  void aLargeBodyThatNoLongerFitsIsAskedToComeBack() {
    begin();
    Eventually.holds("half the budget is held", () -> held() >= HALF);
    var answer = gateway.post(whole());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo(OVERLOADED);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void smallCallsAndWritesAreServedMeanwhile() {
    begin();
    Eventually.holds("half the budget is held", () -> held() >= HALF);
    assertThat(gateway.post(Calls.balance(1)).status()).isEqualTo(200);
    assertThat(gateway.post(Calls.send()).status()).isEqualTo(200);
  }

  @Test
  void whatIsHeldNeverExceedsTheBudgetByMuchHoweverManyPush() {
    for (var count = 0; count < 20; count++) {
      begin();
    }
    Eventually.holds("half the budget is held", () -> held() >= HALF);
    for (var count = 0; count < 200; count++) {
      assertThat(held()).isLessThanOrEqualTo(MIB);
      assertThat(gateway.post("[]").status()).isIn(400, 503);
    }
  }
}
