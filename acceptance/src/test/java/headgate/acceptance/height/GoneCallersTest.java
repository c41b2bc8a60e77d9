package headgate.acceptance.height;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.observe.NodeStatus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What becomes of calls that are with a node when their caller's connection breaks. */
class GoneCallersTest {
  private static final String SUPPLY = Calls.call("1", "icx_getTotalSupply");

  @AutoClose private final FakeNode node = FakeNode.at(100);

  /** No try ends by itself while a test lasts. */
  @AutoClose
  private final TestGateway gateway = TestNetwork.icon(node).lanes(8, minutes(5), 1).serve();

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch told = new CountDownLatch(1);

  private static Duration minutes(int count) {
    return Duration.ofMinutes(count);
  }

  private RawHttp caller(String call) {
    return RawHttp.connect(gateway.port()).send(RawHttp.request(TestGateway.PATH, call));
  }

  private void awaitAsked(String method) {
    Eventually.holds("the node is asked", () -> node.received(method).size() == 1);
  }

  private void awaitInFlight(int calls) {
    Eventually.value(
        "calls in flight",
        () ->
            gateway.gateway().networks().getFirst().nodes().stream()
                .mapToInt(NodeStatus::inFlight)
                .sum(),
        inFlight -> inFlight == calls);
  }

  private void awaitCounted(String method, String outcome) {
    var line =
        "headgate_calls_total\\{method=\"%s\",network=\"test\",outcome=\"%s\"} 1(\\.0)?"
            .formatted(method, outcome);
    Eventually.value(
        "it is counted",
        this::metrics,
        page -> page.lines().anyMatch(counted -> counted.matches(line)));
  }

  private String metrics() {
    try (var client = RawHttp.connect(gateway.gateway().adminPort())) {
      return client.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n").response().body();
    }
  }

  @Test
  void theReadOfACallerThatLeavesIsCalledOffAtItsNode() {
    node.replies("icx_getTotalSupply", _ -> Reply.silence());
    var before = node.connectionsOpen();
    var caller = caller(SUPPLY);
    awaitAsked("icx_getTotalSupply");
    awaitInFlight(1);
    caller.reset();

    awaitInFlight(0);
    Eventually.holds("its connection is closed", () -> node.connectionsOpen() <= before);
    awaitCounted("icx_getTotalSupply", "abandoned");
  }

  @Test
  void whoWaitsForTheSameReadStillHasItsAnswer() {
    node.replies("icx_getTotalSupply", _ -> answerOnceTold("\"0x9\""));
    node.replies("icx_getBalance", _ -> Reply.result("\"0x1\""));
    var leaving = caller(SUPPLY);
    awaitAsked("icx_getTotalSupply");
    // The calls of a batch are taken in turn: once the node has the second, the first has joined.
    var batch = "[" + Calls.call("\"stays\"", "icx_getTotalSupply") + "," + Calls.balance(1) + "]";
    try (var staying = caller(batch)) {
      awaitAsked("icx_getBalance");
      leaving.reset();
      awaitCounted("icx_getTotalSupply", "abandoned");
      told.countDown();

      assertThat(staying.response().body()).contains("\"result\":\"0x9\",\"id\":\"stays\"");
    }
    assertThat(node.received("icx_getTotalSupply")).hasSize(1);
  }

  @Test
  void theWriteOfACallerThatLeavesIsCarriedThroughAndCounted() throws InterruptedException {
    var answer = "\"" + Calls.TRANSACTION_HASH + "\"";
    node.replies("icx_sendTransaction", _ -> answerOnceTold(answer));
    var caller = caller(Calls.send());
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    caller.reset();
    Eventually.holds("it is gone", () -> gateway.gateway().process().connections() == 0);
    awaitInFlight(1);
    told.countDown();

    awaitInFlight(0);
    awaitCounted("icx_sendTransaction", "passed");
    assertThat(node.received("icx_sendTransaction")).hasSize(1);
  }

  private Reply answerOnceTold(String result) {
    asked.countDown();
    try {
      assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Reply.result(result);
  }
}
