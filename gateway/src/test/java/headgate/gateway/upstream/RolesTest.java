package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.method.Lane;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.decompose.Call;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.outcome.Reply;
import headgate.gateway.seam.Wire;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ManualConnection;
import headgate.gateway.testkit.ScriptedNode;
import headgate.gateway.testkit.Views;
import headgate.gateway.upstream.health.Ejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two primaries and a fallback: when it is asked, how often, and when calls return. */
class RolesTest {
  private static final Call READ = Calls.icon("icx_getTotalSupply", "");
  private static final Call WRITE = Calls.icon("icx_sendTransaction", "{\"nid\":\"0x1\"}");
  private static final NodeDuty PRIMARY = NodeDuty.EVERYTHING;
  private static final NodeDuty FALLBACK = NodeDuty.of(NodeRole.FALLBACK);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final UpstreamBench bench = new UpstreamBench(List.of(PRIMARY, PRIMARY, FALLBACK));

  private static NodeStanding at(NodeState state, long height) {
    return new NodeStanding(state, "", height, 100 - height);
  }

  private void primaries(NodeState state) {
    bench.see(Views.view(100, List.of(at(state, 100), at(state, 100), at(NodeState.UP, 100))));
  }

  private void eject(int node) {
    var ejection = bench.nodes.get(node).health().ejection();
    for (var call = 1; call <= Ejection.FAILURES_LEAST; call++) {
      var now = bench.loop.clock().nanos();
      ejection.ended(call, now);
      ejection.failed(new Ejection.Failed(call, call, now), 0.5);
    }
  }

  private String read() {
    return UpstreamBench.text(bench.fetch(READ));
  }

  private boolean inUse() {
    return bench.fallbacks.inUse().contains(Lane.READ);
  }

  @Test
  void aFallbackGetsNothingWhileAPrimaryServes() {
    for (var call = 0; call < 20; call++) {
      read();
    }
    eject(0);
    read();

    assertThat(bench.asked().get(2)).isZero();
    assertThat(bench.asked().get(0) + bench.asked().get(1)).isEqualTo(21);
  }

  @Test
  void itIsAskedWhereNoPrimaryServes() {
    primaries(NodeState.DOWN);

    assertThat(read()).contains("\"result\"");
    assertThat(bench.asked()).containsExactly(0, 0, 1);
    assertThat(inUse()).isTrue();
  }

  @Test
  void itIsAskedForACallThatEveryPrimaryHasFailedAndIsNotInUseForThat() {
    bench.node(0).refusing();
    bench.node(1).refusing();

    assertThat(read()).contains("\"result\"");
    assertThat(bench.asked()).containsExactly(0, 0, 1);
    assertThat(inUse()).isFalse();
  }

  @Test
  void whereAllTriesMetPrimariesThatAreGoneAFallbackIsOneMore() {
    var many = new UpstreamBench(List.of(PRIMARY, PRIMARY, PRIMARY, PRIMARY, PRIMARY, FALLBACK));
    many.scripts.subList(0, 5).forEach(ScriptedNode::refusing);
    assertThat(UpstreamBench.text(many.fetch(READ))).contains("\"result\"");
    assertThat(many.asked()).containsExactly(0, 0, 0, 0, 0, 1);

    many.node(0).welcoming(ManualConnection::open).always(request -> request.answer(500, "oops"));
    many.preferInOrder();
    assertThat(UpstreamBench.text(many.fetch(READ)))
        .as("one that answered")
        .isEqualTo("BAD_ANSWER");
    assertThat(many.asked()).containsExactly(1, 0, 0, 0, 0, 1);
  }

  @Test
  void primariesThatWorkOnAllTheyMayAreWaitedFor() {
    bench.node(0).always(request -> request.in(SECOND, () -> request.result("\"0x1\"")));
    bench.node(1).always(request -> request.in(SECOND, () -> request.result("\"0x1\"")));
    var heard = new ArrayList<List<Reply>>();
    for (var call = 0; call < 12; call++) {
      heard.add(bench.begin(READ));
    }
    bench.loop.advance(SECOND.multipliedBy(3));

    assertThat(heard).allMatch(one -> UpstreamBench.text(one).contains("\"result\""));
    assertThat(bench.asked().get(2)).isZero();
  }

  @Test
  void aPrimaryThatIsAlmostAtTheHeightIsWaitedForHalfASecond() {
    bench.see(Views.at(100, 99, 98, 100));
    var early = bench.begin(READ);
    bench.loop.advance(Duration.ofMillis(100));
    assertThat(early).isEmpty();
    bench.see(Views.at(100, 100, 98, 100));
    bench.loop.advance(Duration.ofMillis(10));
    assertThat(UpstreamBench.text(early)).contains("\"result\"");
    assertThat(bench.asked()).containsExactly(1, 0, 0);

    bench.see(Views.at(101, 100, 98, 101));
    var late = bench.begin(READ);
    bench.loop.advance(Fetch.PATIENCE.plusMillis(10));

    assertThat(UpstreamBench.text(late)).contains("\"result\"");
    assertThat(bench.asked()).containsExactly(1, 0, 1);
    assertThat(inUse()).isFalse();
  }

  @Test
  void overItsCapTheCallerIsToldToTryAgain() {
    primaries(NodeState.DOWN);
    var told = new ArrayList<String>();
    for (var call = 0; call < UpstreamBench.FALLBACK.callsPerSecond() + 2; call++) {
      told.add(read());
    }

    assertThat(told.subList(0, told.size() - 2)).allMatch(text -> text.contains("\"result\""));
    assertThat(told.subList(told.size() - 2, told.size())).containsOnly("OVERLOADED");
    assertThat(bench.fallbacks.calls()).isEqualTo(UpstreamBench.FALLBACK.callsPerSecond());
    assertThat(bench.fallbacks.callsRefused()).isEqualTo(2);
    assertThat(bench.permitsTaken()).isZero();
    bench.loop.advance(SECOND);
    assertThat(read()).contains("\"result\"");
  }

  @Test
  void overItsCapPrimariesThatHaveJustComeBackAreAsked() {
    primaries(NodeState.DOWN);
    read();
    primaries(NodeState.UP);
    for (var call = 0; call < 20; call++) {
      assertThat(read()).contains("\"result\"");
    }

    assertThat(bench.asked().get(2)).isEqualTo(UpstreamBench.FALLBACK.callsPerSecond());
    assertThat(bench.asked().get(0) + bench.asked().get(1)).isEqualTo(16);
    assertThat(bench.fallbacks.callsRefused()).isZero();
  }

  @Test
  void callsReturnOnceAPrimaryHasServedWithoutABreak() {
    primaries(NodeState.DOWN);
    read();
    primaries(NodeState.UP);
    bench.loop.advance(UpstreamBench.FALLBACK.returnAfter().minusMillis(1));
    read();
    assertThat(bench.asked()).containsExactly(0, 0, 2);
    bench.loop.advance(Duration.ofMillis(1));
    bench.preferInOrder();
    read();

    assertThat(bench.asked()).containsExactly(1, 0, 2);
    assertThat(inUse()).isFalse();
  }

  @Test
  void aPrimaryThatComesAndGoesTakesNoCallsAlong() {
    for (var turn = 0; turn < 10; turn++) {
      primaries(turn % 2 == 0 ? NodeState.DOWN : NodeState.UP);
      bench.loop.advance(SECOND.multipliedBy(4));
      assertThat(read()).contains("\"result\"");
    }

    assertThat(bench.asked()).containsExactly(0, 0, 10);
  }

  @Test
  void primariesThatAllFailAreNotPreferredToASoundFallback() {
    eject(0);
    eject(1);
    read();
    assertThat(bench.asked()).containsExactly(0, 0, 1);
    assertThat(inUse()).isTrue();

    eject(2);
    bench.preferInOrder();
    read();
    assertThat(bench.asked()).as("who fails is asked before nobody is").containsExactly(1, 0, 1);
  }

  @Test
  void aWriteGoesTheSameWayAndOnce() {
    UpstreamBench.text(bench.fetch(WRITE));
    primaries(NodeState.DOWN);
    UpstreamBench.text(bench.fetch(WRITE));

    assertThat(bench.asked()).containsExactly(1, 0, 1);
    assertThat(bench.fallbacks.inUse()).contains(Lane.WRITE);
  }

  @Test
  void aWriteWhoseAnswerIsLostIsNotSentToAFallback() {
    bench.node(0).always(request -> request.close(Wire.Cause.RESET));
    bench.begin(WRITE);
    bench.loop.advance(Duration.ofSeconds(20));

    assertThat(bench.asked()).containsExactly(1, 0, 0);
    assertThat(bench.lookups().get(2)).as("but it is asked for it").isPositive();
  }

  @Test
  void aNodeIsAskedOnlyForItsLanes() {
    var apart =
        new UpstreamBench(
            List.of(
                new NodeDuty(NodeRole.PRIMARY, Set.of(Lane.READ)),
                new NodeDuty(NodeRole.PRIMARY, Set.of(Lane.WRITE))));
    for (var call = 0; call < 3; call++) {
      apart.fetch(READ);
    }
    apart.fetch(WRITE);
    assertThat(apart.asked()).containsExactly(3, 1);

    apart.node(0).always(request -> request.close(Wire.Cause.RESET));
    assertThat(UpstreamBench.text(apart.fetch(READ))).isEqualTo("BAD_ANSWER");
    assertThat(apart.asked().get(1)).isOne();
  }
}
