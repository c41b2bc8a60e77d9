package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.method.Lane;
import headgate.gateway.decompose.Call;
import headgate.gateway.outcome.Reply;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls whose callers have left. */
class FetchCancelTest {
  private static final Call READ = Calls.icon("icx_getTotalSupply", "");
  private static final Call WRITE = Calls.icon("icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");

  private static final Duration SOON = Duration.ofMillis(100);

  private final List<Reply> heard = new ArrayList<>();

  private static void nothingIsLeft(UpstreamBench bench) {
    assertThat(bench.permitsTaken()).isZero();
    assertThat(bench.loop.timersSet()).isZero();
    assertThat(bench.budget.used()).isZero();
  }

  private static UpstreamBench stalled() {
    var bench = new UpstreamBench(2);
    bench.scripts.forEach(node -> node.always(_ -> {}));
    return bench;
  }

  @Test
  void aReadThatIsCalledOffEndsItsTryAndTellsNobody() {
    var bench = stalled();
    var fetching = bench.begin(READ, heard::add);
    bench.loop.settle();
    assertThat(bench.permitsTaken()).isOne();

    assertThat(fetching.cancel()).isTrue();
    bench.loop.advance(Duration.ofMinutes(1));

    assertThat(heard).isEmpty();
    assertThat(bench.asked()).containsExactly(1, 0);
    assertThat(bench.wire.connections().getFirst().closedHere()).isTrue();
    assertThat(bench.nodes.getFirst().failures()).isZero();
    nothingIsLeft(bench);
  }

  @Test
  void aCallThatWaitsForAPermitLeavesTheQueue() {
    var bench = new UpstreamBench(1);
    bench.node(0).always(request -> request.in(Duration.ofSeconds(1), () -> request.result("1")));
    for (var call = 0; call < 4; call++) {
      bench.fetch(READ);
    }
    var leaver = bench.begin(READ, heard::add);
    var next = bench.begin(READ);

    assertThat(leaver.cancel()).isTrue();
    bench.loop.advance(Duration.ofSeconds(1));
    assertThat(bench.asked()).containsExactly(5);
    bench.loop.advance(Duration.ofSeconds(1));

    assertThat(heard).isEmpty();
    assertThat(UpstreamBench.text(next)).contains("\"result\":1");
    nothingIsLeft(bench);
  }

  @Test
  void thePermitOfACallThatIsCalledOffIsHandedOnAtOnce() {
    var bench = new UpstreamBench(1);
    bench.node(0).always(_ -> {});
    var leaver = bench.begin(READ, heard::add);
    for (var call = 0; call < 4; call++) {
      bench.fetch(READ);
    }
    assertThat(bench.asked()).containsExactly(4);
    leaver.cancel();
    bench.loop.settle();

    assertThat(bench.asked()).containsExactly(5);
  }

  @Test
  void aWriteThatMayHaveLeftGoesOn() {
    var bench = new UpstreamBench(1);
    bench.node(0).always(request -> request.in(Duration.ofSeconds(1), () -> request.result("7")));
    var fetching = bench.begin(WRITE, heard::add);
    bench.loop.settle();

    assertThat(fetching.cancel()).isFalse();
    bench.loop.advance(Duration.ofSeconds(1));

    assertThat(UpstreamBench.text(heard)).contains("\"result\":7");
  }

  @Test
  void aWriteOfWhichNoByteLeftIsCalledOff() {
    var bench = new UpstreamBench(1);
    bench.node(0).welcoming(_ -> {});
    var fetching = bench.begin(WRITE, heard::add);
    bench.loop.settle();

    assertThat(fetching.cancel()).isTrue();
    bench.wire.connections().getFirst().open();
    bench.loop.advance(Duration.ofMinutes(1));

    assertThat(heard).isEmpty();
    assertThat(bench.wire.connections().getFirst().written()).isEmpty();
    nothingIsLeft(bench);
  }

  @Test
  void aWriteThatWaitsForAPermitIsCalledOff() {
    var bench = new UpstreamBench(1);
    while (bench.nodes.getFirst().permits(Lane.WRITE).tryTake()) {
      assertThat(bench.asked()).containsExactly(0);
    }
    var fetching = bench.begin(WRITE, heard::add);

    assertThat(fetching.cancel()).isTrue();
    bench.nodes.getFirst().permits(Lane.WRITE).giveBack();
    bench.loop.advance(Duration.ofMinutes(1));

    assertThat(heard).isEmpty();
    assertThat(bench.asked()).containsExactly(0);
  }

  @Test
  void aSendWithoutAnIdGoesOnWhereverItIs() {
    var bench = new UpstreamBench(1);
    bench.node(0).welcoming(connection -> bench.loop.schedule(SOON, connection::open));
    var fetching =
        bench.begin(
            Calls.only(Calls.ICON, "v3", Calls.body("null", "icx_sendTransaction", "{\"x\":1}")),
            heard::add);
    bench.loop.settle();

    assertThat(fetching.cancel()).isFalse();
    bench.loop.advance(SOON);

    assertThat(bench.asked()).containsExactly(1);
    assertThat(heard).hasSize(1);
  }

  @Test
  void callingOffTwiceOrAfterTheEndDoesNothing() {
    var bench = stalled();
    var called = bench.begin(READ, heard::add);
    bench.loop.settle();
    assertThat(called.cancel()).isTrue();
    assertThat(called.cancel()).isFalse();
    bench.node(0).always(request -> request.result("1"));
    var ended = bench.begin(READ, heard::add);
    bench.loop.settle();

    assertThat(ended.cancel()).isFalse();
    assertThat(heard).hasSize(1);
    nothingIsLeft(bench);
  }

  @Test
  void anAnswerThatComesAfterwardsIsNobodys() {
    var bench = new UpstreamBench(1);
    bench.node(0).always(request -> request.in(Duration.ofSeconds(1), () -> request.result("1")));
    var fetching = bench.begin(READ, heard::add);
    bench.loop.settle();
    fetching.cancel();
    bench.loop.advance(Duration.ofSeconds(2));
    bench.wire.connections().getFirst().close(Cause.RESET);

    assertThat(heard).isEmpty();
    assertThat(bench.fetch(READ)).isEmpty();
    assertThat(bench.wire.connections()).hasSize(2);
  }
}
