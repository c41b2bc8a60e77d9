package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.decompose.Call;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that wait for their height while the call has other tries on their way. */
class AheadAnswersTest {
  private static final Call LAST_BLOCK = Calls.icon("icx_getLastBlock", "");
  private static final Call SEND_AND_WAIT =
      Calls.icon("icx_sendTransactionAndWait", "{\"stepLimit\":\"0x1\"}");
  private static final Duration USUAL = Duration.ofMillis(10);
  private static final Duration SLOW = Duration.ofMillis(20);

  private static final LanesConfig HEDGED =
      new LanesConfig(
          new LaneConfig(100, UpstreamBench.CONNECT, Duration.ofSeconds(8), 4, true),
          UpstreamBench.LANES.writes(),
          UpstreamBench.LANES.waits());

  private final UpstreamBench bench = new UpstreamBench(2, Calls.ICON, HEDGED);

  private void shows(int node, long height, Duration time) {
    bench
        .node(node)
        .always(request -> request.in(time, () -> request.result("{\"height\":" + height + "}")));
  }

  @BeforeEach
  void isUsuallyFast() {
    bench.usuallyTakes(LAST_BLOCK, USUAL);
    preferFirst();
  }

  private void preferFirst() {
    bench.nodes.get(1).health().latency().sample(1L << 45, bench.loop.clock().nanos());
  }

  @Test
  void aCallWhoseAnswerWaitsIsNotHedged() {
    shows(0, 101, Duration.ofMillis(1));
    var heard = bench.fetch(LAST_BLOCK);
    bench.loop.advance(SLOW);
    assertThat(bench.node(1).requests()).isEmpty();
    bench.moveTo(101);

    assertThat(UpstreamBench.text(heard)).contains("101");
  }

  @Test
  void anAnswerThatWaitsIsNotLostWhereTheHedgeFails() {
    shows(0, 101, SLOW);
    bench
        .node(1)
        .always(request -> request.in(Duration.ofMillis(50), () -> request.close(Cause.RESET)));
    var heard = bench.fetch(LAST_BLOCK);
    bench.loop.advance(SLOW);
    bench.loop.advance(Duration.ofMillis(100));
    assertThat(bench.node(1).requests()).hasSize(1);
    assertThat(heard).isEmpty();
    bench.moveTo(101);

    assertThat(UpstreamBench.text(heard)).contains("101");
  }

  @Test
  void ofTwoThatWaitTheFirstOneServedEndsTheCall() {
    shows(0, 102, SLOW);
    shows(1, 101, SLOW);
    var heard = bench.fetch(LAST_BLOCK);
    bench.loop.advance(SLOW);
    bench.loop.advance(SLOW);
    assertThat(bench.node(1).requests()).hasSize(1);
    bench.moveTo(101);
    assertThat(UpstreamBench.text(heard)).contains("101");
    var asked = bench.asked();
    bench.loop.advance(UpstreamBench.BLOCK);

    assertThat(heard).hasSize(1);
    assertThat(bench.asked()).isEqualTo(asked);
    assertThat(bench.permitsTaken()).isZero();
  }

  @Test
  void theSenderOfATransactionGetsItsResultOnceThatIsServed() {
    bench.node(0).always(request -> request.result("{\"blockHeight\":\"0x64\"}"));
    var heard = bench.fetch(SEND_AND_WAIT);
    assertThat(heard).isEmpty();
    assertThat(bench.reported).isEqualTo(List.of("n0 101"));
    bench.moveTo(101);

    assertThat(UpstreamBench.text(heard)).contains("0x64");
  }

  @Test
  void theResultOfATransactionIsNotKeptFromItsSenderForLongerThanABlock() {
    bench.node(0).always(request -> request.result("{\"blockHeight\":\"0x64\"}"));
    var heard = bench.fetch(SEND_AND_WAIT);
    bench.loop.advance(UpstreamBench.BLOCK);

    assertThat(UpstreamBench.text(heard)).contains("0x64");
    assertThat(bench.node(1).requests()).isEmpty();
  }
}
