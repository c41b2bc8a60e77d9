package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** More calls at once than the node may have: they wait, and nobody waits for ever. */
class BurstTest {
  private static final int CAP = 3;
  private static final int CALLERS = 100;

  @AutoClose private final FakeNode node = FakeNode.at(100);
  private final Semaphore turns = new Semaphore(0);
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final List<RawHttp> callers = new ArrayList<>();

  @AfterEach
  void leave() {
    callers.forEach(RawHttp::close);
  }

  private TestGateway serve(Duration deadline) {
    return TestNetwork.icon(node).uncached().reads(CAP, deadline, 1).serve();
  }

  private void burst(TestGateway gateway) {
    for (var count = 0; count < CALLERS; count++) {
      var caller = RawHttp.connect(gateway.port());
      callers.add(caller);
      caller.send(RawHttp.request(TestGateway.PATH, Calls.balance(1)));
    }
  }

  private static void assertNothingIsInFlight(TestGateway gateway) {
    Eventually.holds(
        "nothing is in flight",
        () -> gateway.gateway().networks().getFirst().nodes().getFirst().inFlight() == 0);
  }

  @Test
  void aBurstIsServedWithinTheCap() {
    node.replies("icx_getBalance", _ -> whenLetGo());
    try (var gateway = serve(Duration.ofSeconds(30))) {
      burst(gateway);
      Eventually.holds("the node has its fill", () -> inside.get() == CAP);
      turns.release(CALLERS);
      assertThat(callers).allMatch(caller -> caller.response().status() == 200);
      assertThat(most).hasValue(CAP);
      assertThat(node.received("icx_getBalance")).hasSize(CALLERS);
      assertNothingIsInFlight(gateway);
    }
  }

  private Reply whenLetGo() {
    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    turns.acquireUninterruptibly();
    inside.decrementAndGet();
    return Reply.result("\"0x1\"");
  }

  @Test
  void whoseTurnDoesNotComeInTimeIsToldSo() {
    node.replies("icx_getBalance", _ -> Reply.silence());
    try (var gateway = serve(Duration.ofMillis(500))) {
      burst(gateway);
      var answers = callers.stream().map(RawHttp::response).toList();
      assertThat(answers)
          .allMatch(answer -> answer.status() == 504 || answer.status() == 503)
          .allMatch(answer -> answer.body().endsWith("\"id\":1}\n"));
      assertThat(answers.stream().filter(answer -> answer.body().contains("-32095")).count())
          .isGreaterThanOrEqualTo(CAP);
      assertNothingIsInFlight(gateway);
      node.answers("icx_getBalance", "\"0x1\"");
      assertThat(gateway.post(Calls.balance(1)).status()).isEqualTo(200);
    }
  }

  @Test
  void whoLeavesWhileWaitingTakesNobodysTurn() {
    node.replies("icx_getBalance", _ -> Reply.result("\"0x1\"").after(Duration.ofMillis(2)));
    try (var gateway = serve(Duration.ofSeconds(30))) {
      burst(gateway);
      callers.forEach(RawHttp::reset);
      callers.clear();
      assertThat(gateway.post(Calls.balance(1)).status()).isEqualTo(200);
      assertNothingIsInFlight(gateway);
    }
  }
}
