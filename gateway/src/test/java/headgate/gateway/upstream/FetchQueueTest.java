package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.method.Lane;
import headgate.gateway.decompose.Call;
import headgate.gateway.outcome.Reply;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ScriptedNode;
import headgate.gateway.testkit.Views;
import headgate.gateway.upstream.permit.PermitQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls that wait for a node's permit. */
class FetchQueueTest {
  private static final Call READ = Calls.icon("icx_getTotalSupply", "");
  private static final Call WRITE = Calls.icon("icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");
  private static final Duration READ_DEADLINE = UpstreamBench.LANES.reads().deadline();

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void aCallAboveEveryNodesCapWaitsForAPermit() {
    var bench = new UpstreamBench(2);
    bench.scripts.forEach(
        node -> node.always(request -> request.in(seconds(1), () -> request.result("1"))));
    var heard = new ArrayList<List<Reply>>();
    for (var call = 0; call < 9; call++) {
      heard.add(bench.begin(READ));
    }
    bench.loop.settle();
    assertThat(bench.asked()).containsExactly(4, 4);
    bench.loop.advance(seconds(1));
    assertThat(bench.asked()).containsExactly(5, 4);
    bench.loop.advance(seconds(1));

    assertThat(heard)
        .allSatisfy(each -> assertThat(UpstreamBench.text(each)).contains("\"result\""));
    assertThat(bench.wire.connections()).hasSize(8);
    assertThat(bench.permitsTaken()).isZero();
  }

  @Test
  void aPermitIsHandedOnTheMomentItIsFree() {
    // No multiple of the five milliseconds after which everybody is asked anyway.
    var millis = Duration.ofMillis(1_002);
    assertThat(askedAfter(millis, request -> request.result("1"))).isEqualTo(5);
    assertThat(askedAfter(millis, request -> request.answer(500, ""))).isEqualTo(5);
    assertThat(askedAfter(millis, request -> request.close(Cause.RESET))).isEqualTo(5);
  }

  /** How often the node was asked once four calls of five have ended so, at that moment. */
  private static int askedAfter(Duration time, ScriptedNode.Script end) {
    var bench = new UpstreamBench(1);
    bench.node(0).always(request -> request.in(time, () -> end.received(request)));
    for (var call = 0; call < 5; call++) {
      bench.begin(READ);
    }
    bench.loop.advance(time);
    return bench.asked().getFirst();
  }

  @Test
  void allNodesAtTheirCapUntilTheDeadlineIsOverloaded() {
    var bench = new UpstreamBench(1);
    bench.view = Views.up(1, 100);
    var held = bench.nodes.getFirst().permits(Lane.READ);
    while (held.tryTake()) {
      assertThat(held.taken()).isPositive();
    }
    var heard = bench.fetch(READ);
    bench.loop.advance(READ_DEADLINE.minusMillis(1));
    assertThat(heard).isEmpty();
    bench.loop.advance(Duration.ofMillis(6));

    assertThat(UpstreamBench.text(heard)).isEqualTo("OVERLOADED");
    assertThat(bench.asked()).containsExactly(0);
    assertThat(bench.loop.timersSet()).isZero();
  }

  @Test
  void moreThanMayWaitIsOverloadedAtOnce() {
    var bench = new UpstreamBench(1);
    bench.node(0).always(_ -> {});
    for (var call = 0; call < 4 + PermitQueue.WAITING_MAX; call++) {
      assertThat(bench.begin(READ)).isEmpty();
    }

    assertThat(UpstreamBench.text(bench.begin(READ))).isEqualTo("OVERLOADED");
  }

  @Test
  void whoWaitsIsToldWhenTheLastNodeGoesDown() {
    var bench = new UpstreamBench(1);
    bench.node(0).always(_ -> {});
    for (var call = 0; call < 4; call++) {
      bench.fetch(READ);
    }
    var waiting = bench.fetch(READ);
    bench.view = Views.unknown(1);
    bench.loop.advance(Duration.ofMillis(50));

    assertThat(UpstreamBench.text(waiting)).isEqualTo("NO_NODE");
  }

  @Test
  void aFullLaneDoesNotKeepAnotherWaiting() {
    var bench = new UpstreamBench(1);
    bench
        .node(0)
        .always(request -> {
          if (request.method().equals("icx_sendTransaction")) {
            request.result("\"0xhash\"");
          }
        });
    for (var call = 0; call < 4; call++) {
      bench.begin(READ);
    }

    assertThat(bench.fetch(READ)).isEmpty();
    assertThat(UpstreamBench.text(bench.fetch(WRITE))).contains("0xhash");
  }

  @Test
  void aPermitIsGivenBackWithTheTryAndTakenByTheNextCall() {
    var bench = new UpstreamBench(1);
    for (var call = 0; call < 20; call++) {
      assertThat(UpstreamBench.text(bench.fetch(READ))).contains("0x1");
    }
    assertThat(bench.permitsTaken()).isZero();
  }
}
