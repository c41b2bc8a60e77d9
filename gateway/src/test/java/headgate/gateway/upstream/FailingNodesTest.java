package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.decompose.Call;
import headgate.gateway.outcome.Reply;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ScriptedNode;
import headgate.gateway.testkit.Views;
import headgate.gateway.upstream.health.Ejection;
import headgate.gateway.upstream.health.TryBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Retry budget, ejection and panic, as calls meet them. */
class FailingNodesTest {
  private static final Call READ = Calls.icon("icx_getTotalSupply", "");

  private final UpstreamBench bench = new UpstreamBench(3);
  private final TryBudget retries = bench.upstream.terms().tryBudgets().retries();

  private static Call balance(int number) {
    return Calls.icon("icx_getBalance", "{\"address\":\"hx" + number + "\"}");
  }

  private static void failing(ScriptedNode node) {
    node.always(request -> request.answer(500, "oops"));
  }

  /** Different calls of different callers, each of which the first node fails. */
  private void failOften() {
    for (var call = 0; call < Ejection.FAILURES_LEAST; call++) {
      bench.preferInOrder();
      var heard = new ArrayList<Reply>();
      bench.begin(balance(call), 1 + call % 2, heard::add);
      bench.loop.settle();
      assertThat(UpstreamBench.text(heard)).contains("\"result\"");
    }
  }

  private boolean ejected(int node) {
    return bench.nodes.get(node).health().ejection().ejected(bench.loop.clock().nanos());
  }

  // ---- the budget

  private void useUp() {
    while (retries.tryTake(bench.loop.clock().nanos())) {
      assertThat(retries.onTheirWay()).isLessThanOrEqualTo(64);
    }
  }

  @Test
  void withoutRoomInTheBudgetAFailureIsTold() {
    failing(bench.node(0));
    useUp();

    assertThat(UpstreamBench.text(bench.fetch(READ))).isEqualTo("BAD_ANSWER");
    assertThat(bench.asked()).containsExactly(1, 0, 0);
  }

  @Test
  void aReadWhoseConnectionDiedIsTriedElsewhereWithoutRoomInTheBudget() {
    bench.node(0).always(request -> request.close(Cause.RESET));
    bench.node(1).refusing();
    useUp();

    assertThat(UpstreamBench.text(bench.fetch(READ))).contains("\"result\"");
  }

  @Test
  void roomInTheBudgetIsGivenBackWithTheTry() {
    failing(bench.node(0));
    bench.node(1).always(request -> request.in(Duration.ofMillis(5), () -> request.result("1")));
    bench.fetch(READ);
    assertThat(retries.onTheirWay()).isOne();
    bench.loop.advance(Duration.ofMillis(5));

    assertThat(retries.onTheirWay()).isZero();
  }

  @Test
  void roomInTheBudgetIsGivenBackWhereTheCallIsCalledOff() {
    failing(bench.node(0));
    bench.node(1).always(_ -> {});
    var fetching = bench.begin(READ, _ -> {});
    bench.loop.settle();
    assertThat(retries.onTheirWay()).isOne();
    fetching.cancel();

    assertThat(retries.onTheirWay()).isZero();
  }

  @Test
  void roomInTheBudgetIsGivenBackByACallThatWaitsForAPermit() {
    failing(bench.node(0));
    for (var node = 1; node < 3; node++) {
      while (bench.nodes.get(node).permits(READ.method().lane()).tryTake()) {
        assertThat(bench.nodes.get(node).inFlight()).isPositive();
      }
    }
    var heard = bench.fetch(READ);
    assertThat(retries.onTheirWay()).isOne();
    bench.loop.advance(Duration.ofSeconds(9));

    assertThat(heard).hasSize(1);
    assertThat(retries.onTheirWay()).isZero();
  }

  // ---- ejection

  @Test
  void aNodeThatFailsDifferentCallsOfDifferentCallersIsLeftOutForAWhile() {
    failing(bench.node(0));
    failOften();
    assertThat(ejected(0)).isTrue();
    var before = bench.asked().getFirst();
    bench.loop.advance(Duration.ofSeconds(3));
    bench.preferInOrder();
    bench.fetch(READ);
    assertThat(bench.asked().getFirst()).isEqualTo(before);
    bench.loop.advance(Duration.ofSeconds(60));
    bench.preferInOrder();
    bench.fetch(READ);

    assertThat(bench.asked().getFirst()).isEqualTo(before + 1);
  }

  @Test
  void aPoisonCallEjectsNobody() {
    bench.scripts.forEach(FailingNodesTest::failing);
    for (var call = 0; call < 50; call++) {
      bench.preferInOrder();
      bench.fetch(balance(call));
    }

    assertThat(List.of(ejected(0), ejected(1), ejected(2))).containsOnly(false);
  }

  @Test
  void anEjectedNodeIsAskedBeforeACallIsGivenUp() {
    failing(bench.node(0));
    failOften();
    bench.node(0).always(request -> request.result("\"back\""));
    failing(bench.node(1));
    bench.node(2).refusing();

    assertThat(UpstreamBench.text(bench.fetch(READ))).contains("back");
  }

  @Test
  void whereMostNodesAreLeftOutNoneIs() {
    eject(0);
    eject(1);
    bench.preferInOrder();

    assertThat(UpstreamBench.text(bench.fetch(READ))).contains("\"result\"");
    assertThat(bench.asked()).as("the fastest, ejected or not").containsExactly(1, 0, 0);
  }

  @Test
  void panicForgivesNoHeight() {
    eject(0);
    eject(1);
    eject(2);
    bench.view = Views.at(100, 99, 99, 100);
    bench.preferInOrder();
    bench.fetch(READ);

    assertThat(bench.asked()).containsExactly(0, 0, 1);
  }

  private void eject(int node) {
    var ejection = bench.nodes.get(node).health().ejection();
    for (var call = 1; call <= Ejection.FAILURES_LEAST; call++) {
      var now = bench.loop.clock().nanos();
      ejection.ended(call, now);
      ejection.failed(new Ejection.Failed(call, call, now), 0.5);
    }
    assertThat(ejected(node)).isTrue();
  }
}
