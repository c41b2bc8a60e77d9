package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.decompose.Call;
import headgate.gateway.observe.tries.FurtherTry;
import headgate.gateway.outcome.Reply;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A second try beside a slow first one. */
class HedgeTest {
  private static final Call READ = Calls.icon("icx_getTotalSupply", "");
  private static final Call WRITE = Calls.icon("icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");
  private static final Duration USUAL = Duration.ofMillis(10);

  private static final LanesConfig HEDGED =
      new LanesConfig(
          new LaneConfig(100, UpstreamBench.CONNECT, Duration.ofSeconds(8), 4, true),
          UpstreamBench.LANES.writes(),
          UpstreamBench.LANES.waits());

  private final UpstreamBench bench = new UpstreamBench(2, Calls.ICON, HEDGED);

  HedgeTest() {
    answersIn(0, USUAL);
    answersIn(1, Duration.ofMillis(1));
    bench.usuallyTakes(READ, USUAL);
  }

  private void answersIn(int node, Duration time) {
    bench
        .node(node)
        .always(request -> request.in(time, () -> request.result("\"of " + node + "\"")));
  }

  private void preferFirst() {
    bench.nodes.get(1).health().latency().sample(1L << 45, bench.loop.clock().nanos());
  }

  private List<Reply> ask() {
    preferFirst();
    return bench.fetch(READ);
  }

  private void nothingIsLeft() {
    assertThat(bench.permitsTaken()).isZero();
    // What the nodes still have in mind.
    bench.loop.advance(Duration.ofSeconds(2));
    assertThat(bench.loop.timersSet()).isZero();
    assertThat(bench.upstream.terms().tryBudgets().hedges().onTheirWay()).isZero();
    assertThat(bench.upstream.terms().tryBudgets().retries().onTheirWay()).isZero();
  }

  @Test
  void aReadThatIsSlowerThanUsualIsAskedOfASecondNodeToo() {
    answersIn(0, Duration.ofSeconds(1));
    var heard = ask();
    bench.loop.advance(USUAL);
    assertThat(bench.node(1).requests()).hasSize(1);
    bench.loop.advance(Duration.ofMillis(1));

    assertThat(UpstreamBench.text(heard)).contains("of 1");
    assertThat(hedgesAndWon()).containsExactly(1L, 1L);
    nothingIsLeft();
  }

  private List<Long> hedgesAndWon() {
    var status = bench.upstream.terms().tryBudgets().status(bench.loop.clock().nanos());
    return List.of(status.hedges(), status.hedgesWon());
  }

  @Test
  void theFirstAnswerCounts() {
    answersIn(0, USUAL.plusMillis(5));
    answersIn(1, Duration.ofSeconds(1));
    var heard = ask();
    bench.loop.advance(USUAL.plusMillis(5));

    assertThat(UpstreamBench.text(heard)).contains("of 0");
    assertThat(hedgesAndWon()).containsExactly(1L, 0L);
    nothingIsLeft();
  }

  @Test
  void theNodeThatWasOvertakenIsKnownToBeSlow() {
    answersIn(0, Duration.ofSeconds(1));
    answersIn(1, Duration.ofMillis(30));
    ask();
    bench.loop.advance(Duration.ofMillis(50));

    assertThat(bench.nodes.getFirst().latencyNanos(bench.loop.clock().nanos()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
  }

  @Test
  void aFirstTryThatFailsLeavesItToTheSecond() {
    bench
        .node(0)
        .always(request -> request.in(USUAL.plusMillis(5), () -> request.close(Cause.RESET)));
    answersIn(1, Duration.ofMillis(20));
    var heard = ask();
    bench.loop.advance(Duration.ofMillis(40));

    assertThat(UpstreamBench.text(heard)).contains("of 1");
    assertThat(bench.node(1).requests()).hasSize(1);
    nothingIsLeft();
  }

  @Test
  void aSecondTryThatFailsLeavesItToTheFirst() {
    answersIn(0, Duration.ofMillis(50));
    bench.node(1).always(request -> request.answer(500, ""));
    var heard = ask();
    bench.loop.advance(Duration.ofMillis(50));

    assertThat(UpstreamBench.text(heard)).contains("of 0");
    nothingIsLeft();
  }

  @Test
  void hedgesAreATwentiethOfTheCalls() {
    var now = bench.loop.clock().nanos();
    IntStream.range(0, 300).forEach(_ -> bench.upstream.terms().tryBudgets().called(now));
    answersIn(0, Duration.ofMillis(200));
    for (var call = 0; call < 60; call++) {
      ask();
      bench.loop.advance(Duration.ofMillis(5));
    }

    // 360 calls within ten seconds, of which sixty were slow.
    assertThat(bench.node(1).requests()).hasSizeBetween(16, 18);
  }

  @Test
  void whatASlowNodeCostsAQuietNetworkIsTenHedgesWithinTenSecondsAndNothingElse() {
    answersIn(0, Duration.ofMillis(300));
    for (var call = 0; call < 150; call++) {
      bench.preferInOrder();
      bench.fetch(READ);
      bench.loop.advance(Duration.ofMillis(62));
    }

    var status = bench.upstream.terms().tryBudgets().status(bench.loop.clock().nanos());
    assertThat(status.hedges()).isEqualTo(10);
    assertThat(status.further(FurtherTry.FAILURE)).isZero();
    assertThat(bench.asked().stream().mapToInt(Integer::intValue).sum()).isEqualTo(160);
  }

  @Test
  void aWriteIsNeverHedged() {
    bench.scripts.forEach(node -> node.always(_ -> {}));
    preferFirst();
    bench.fetch(WRITE);
    bench.loop.advance(Duration.ofSeconds(5));

    assertThat(bench.node(1).requests()).isEmpty();
  }

  @Test
  void aReadThatIsCalledOffIsNotHedgedAnyMore() {
    answersIn(0, Duration.ofSeconds(1));
    preferFirst();
    var fetching = bench.begin(READ, _ -> {});
    bench.loop.settle();
    fetching.cancel();
    bench.loop.advance(Duration.ofSeconds(1));

    assertThat(bench.node(1).requests()).isEmpty();
    nothingIsLeft();
  }

  @Test
  void aFirstTryThatBeginsTwiceIsHedgedOnce() {
    answersIn(0, Duration.ofMillis(1));
    ask();
    bench.loop.advance(Duration.ofMillis(1));
    bench.node(0).once(request -> request.close(Cause.ENDED));
    var heard = ask();
    bench.loop.advance(Duration.ofMillis(1));

    assertThat(UpstreamBench.text(heard)).contains("of 0");
    assertThat(bench.node(0).requests()).hasSize(3);
    assertThat(bench.loop.timersSet()).isZero();
  }

  @Test
  void aMethodThatIsHardlyKnownIsHedgedAfterAQuarterOfASecond() {
    answersIn(0, Duration.ofSeconds(1));
    preferFirst();
    var heard = bench.fetch(Calls.icon("icx_getScoreApi", "{\"address\":\"cx1\"}"));
    bench.loop.advance(Hedge.UNKNOWN.minusMillis(1));
    assertThat(bench.node(1).requests()).isEmpty();
    bench.loop.advance(Duration.ofMillis(2));

    assertThat(UpstreamBench.text(heard)).contains("of 1");
    nothingIsLeft();
  }

  @Test
  void theFirstCallOfAFreshGatewayIsHedged() {
    var fresh = new UpstreamBench(2, Calls.ICON, HEDGED);
    fresh.node(0).always(_ -> {});
    var heard = fresh.fetch(READ);
    fresh.loop.advance(Hedge.UNKNOWN);

    assertThat(UpstreamBench.text(heard)).contains("0x1");
  }

  @Test
  void whatOneLoopHasSeenAnotherGoesBy() {
    answersIn(0, Duration.ofSeconds(3));
    preferFirst();
    var other = bench.anotherLoopsUpstream();
    var heard = new ArrayList<Reply>();
    other.fetch(bench.nodeCall(READ, 100), heard::add);
    bench.loop.advance(USUAL.plusMillis(1));

    assertThat(UpstreamBench.text(heard)).contains("of 1");
  }
}
