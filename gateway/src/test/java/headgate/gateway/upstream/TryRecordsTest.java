package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.decompose.Call;
import headgate.gateway.outcome.TryRecord;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.Views;
import headgate.gateway.upstream.health.MethodLatencies;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is told of the tries of one call. */
class TryRecordsTest {
  private static final Call READ = Calls.icon("icx_getScoreApi", "{\"address\":\"cx1\"}");
  private static final LanesConfig HEDGED =
      new LanesConfig(
          new LaneConfig(100, UpstreamBench.CONNECT, Duration.ofSeconds(8), 4, true),
          UpstreamBench.LANES.writes(),
          UpstreamBench.LANES.waits());

  private final UpstreamBench bench = new UpstreamBench(3, Calls.ICON, HEDGED);

  private static TryRecord record(int node, String outcome, Duration took, boolean pinned) {
    return new TryRecord("n" + node, outcome, took.toNanos(), pinned, false);
  }

  @Test
  void eachIsToldInItsOrderWithItsNodeItsEndAndItsTime() {
    bench.node(0).always(request -> request.answer(500, "oops"));
    bench.node(1).always(request -> request.in(millis(7), () -> request.close(Cause.RESET)));
    bench.node(2).always(request -> request.in(millis(3), () -> request.result("1")));
    var fetching = bench.begin(READ, _ -> {});
    bench.loop.advance(millis(8));

    assertThat(fetching.tries())
        .containsExactly(
            record(0, "server_error", Duration.ZERO, false),
            record(1, "lost_before_answer", millis(7), false),
            record(2, TryRecord.ON_ITS_WAY, millis(1), false));

    bench.loop.advance(millis(60));
    assertThat(fetching.tries().getLast())
        .isEqualTo(record(2, TryRecord.ANSWERED, millis(3), false));
  }

  @Test
  void theSecondQuestionOfADoubtedHeightIsOneOfItsOwn() {
    bench.pins = true;
    bench
        .node(0)
        .always(request -> {
          if (request.body().contains("height")) {
            request.error(-32602, "InvalidParams(json: unknown field \\\"height\\\")");
          } else {
            request.result("1");
          }
        });
    var fetching = bench.begin(READ, _ -> {});
    bench.loop.settle();

    assertThat(fetching.tries())
        .containsExactly(
            record(0, TryRecord.ANSWERED, Duration.ZERO, true),
            record(0, TryRecord.ANSWERED, Duration.ZERO, false));
  }

  @Test
  void aHedgeIsToldAsSuchAndTheOvertakenTryAsCalledOff() {
    bench.node(0).always(request -> request.in(millis(10), () -> request.result("1")));
    for (var call = 0; call < MethodLatencies.SAMPLES_LEAST; call++) {
      bench.fetch(READ);
      bench.loop.advance(millis(10));
      bench.preferInOrder();
    }
    bench.node(0).always(_ -> {});
    bench.nodes.get(1).health().latency().sample(1L << 45, bench.loop.clock().nanos());
    bench.nodes.get(2).health().latency().sample(1L << 46, bench.loop.clock().nanos());
    bench.node(1).always(request -> request.in(millis(4), () -> request.result("2")));
    var fetching = bench.begin(READ, _ -> {});
    bench.loop.advance(millis(20));

    assertThat(fetching.tries())
        .containsExactly(
            record(0, TryRecord.CALLED_OFF, millis(14), false),
            new TryRecord("n1", TryRecord.ANSWERED, millis(4).toNanos(), false, true));
  }

  @Test
  void aCallThatWasRefusedBeforeItsFirstTryHasNone() {
    bench.view = Views.at(100, 90, 90, 90);

    assertThat(bench.begin(READ, _ -> {}).tries()).isEmpty();
  }

  private static Duration millis(long count) {
    return Duration.ofMillis(count);
  }
}
