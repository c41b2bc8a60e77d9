package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.method.Lane;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.decompose.Call;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.outcome.Reply;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ScriptedNode;
import headgate.gateway.testkit.ScriptedRequest;
import headgate.gateway.testkit.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Writes whose answer was lost: what became of them is asked, and nothing is sent again. */
class LostWritesTest {
  private static final Call WRITE = Calls.icon("icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");
  private static final Call WRITE_AND_WAIT =
      Calls.icon("icx_sendTransactionAndWait", "{\"stepLimit\":\"0x1\"}");

  private static final String ACKNOWLEDGED = "{\"jsonrpc\":\"2.0\",\"result\":\"0xabc\",\"id\":1}";
  private static final String UNKNOWN = "WRITE_OUTCOME_UNKNOWN{\"txHash\":\"0xabc\"}";

  private final UpstreamBench bench = losing(3);

  /** The first node takes every write and breaks the connection. */
  private static UpstreamBench losing(int nodes) {
    var bench = new UpstreamBench(nodes);
    bench.node(0).always(request -> request.close(Cause.RESET));
    return bench;
  }

  private void knows(int node, ScriptedNode.Script script) {
    bench.node(node).aside(UpstreamBench.LOOKUP, script);
  }

  private static void pending(ScriptedRequest request) {
    request.error(-31002, "Pending");
  }

  private void nothingIsLeft() {
    assertThat(bench.asked()).as("sent once").containsExactly(1, 0, 0);
    assertThat(bench.permitsTaken()).isZero();
    assertThat(bench.loop.timersSet()).isZero();
  }

  @Test
  void aTransactionThatItsNodeHasInItsPoolWasAccepted() {
    knows(0, LostWritesTest::pending);

    assertThat(UpstreamBench.text(bench.fetch(WRITE))).isEqualTo(ACKNOWLEDGED);
    assertThat(bench.lookups()).containsExactly(1, 0, 0);
    nothingIsLeft();
  }

  @Test
  void aTransactionThatIsBeingExecutedWasAccepted() {
    knows(0, request -> request.error(-31003, "Executing"));

    assertThat(UpstreamBench.text(bench.fetch(WRITE))).isEqualTo(ACKNOWLEDGED);
    nothingIsLeft();
  }

  @Test
  void aTransactionWithAResultWasAcceptedAlsoWhereItFailed() {
    knows(0, request -> request.result("{\"status\":\"0x0\"}"));

    assertThat(UpstreamBench.text(bench.fetch(WRITE))).isEqualTo(ACKNOWLEDGED);
    nothingIsLeft();
  }

  @Test
  void itIsAskedForByItsHashUnderAnIdOfOurs() {
    knows(0, LostWritesTest::pending);
    bench.fetch(WRITE);

    assertThat(bench.node(0).asides().getFirst().body())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"icx_getTransactionResult\",\"params\":"
                + "{\"txHash\":\"0xabc\"}}");
  }

  @Test
  void anotherNodeMayKnowWhatTheFirstCanNoLongerSay() {
    knows(0, request -> request.close(Cause.RESET));
    knows(2, LostWritesTest::pending);

    assertThat(UpstreamBench.text(bench.fetch(WRITE))).isEqualTo(ACKNOWLEDGED);
    assertThat(bench.lookups()).containsExactly(1, 1, 1);
    nothingIsLeft();
  }

  @Test
  void aNodeThatStallsAgainIsPassedOverAfterASecond() {
    knows(0, _ -> {});
    knows(1, LostWritesTest::pending);
    var heard = bench.fetch(WRITE);
    bench.loop.advance(Inquiry.ASK_TIME.minusNanos(1));
    assertThat(heard).isEmpty();
    bench.loop.advance(Duration.ofNanos(1));

    assertThat(UpstreamBench.text(heard)).isEqualTo(ACKNOWLEDGED);
    nothingIsLeft();
  }

  @Test
  void whatNobodyKnowsYetIsAskedForAgain() {
    var heard = bench.fetch(WRITE);
    assertThat(bench.lookups()).containsExactly(1, 1, 1);
    knows(1, LostWritesTest::pending);
    bench.loop.advance(Inquiry.PAUSE);

    assertThat(UpstreamBench.text(heard)).isEqualTo(ACKNOWLEDGED);
    assertThat(bench.lookups()).containsExactly(2, 2, 1);
    nothingIsLeft();
  }

  @Test
  void whatNobodyKnowsForFiveSecondsIsUnknownAndNamed() {
    var heard = bench.fetch(WRITE);
    bench.loop.advance(Inquiry.LONGEST.minusNanos(1));
    assertThat(heard).isEmpty();
    bench.loop.advance(Duration.ofNanos(1));

    assertThat(UpstreamBench.text(heard)).isEqualTo(UNKNOWN);
    nothingIsLeft();
  }

  @Test
  void whereEveryNodeSaysThatItCannotBeAskedItIsUnknownAtOnce() {
    bench.scripts.forEach(node -> node.aside(UpstreamBench.LOOKUP, LostWritesTest::notOffered));

    assertThat(UpstreamBench.text(bench.fetch(WRITE))).isEqualTo(UNKNOWN);
    assertThat(bench.lookups()).containsExactly(1, 1, 1);
    nothingIsLeft();
  }

  @Test
  void aNodeThatCannotBeAskedIsAskedOnce() {
    knows(1, LostWritesTest::notOffered);
    var heard = bench.fetch(WRITE);
    bench.loop.advance(Inquiry.PAUSE);

    assertThat(heard).isEmpty();
    assertThat(bench.lookups()).containsExactly(2, 1, 2);
  }

  private static void notOffered(ScriptedRequest request) {
    request.error(-32601, "MethodNotFound");
  }

  @Test
  void aNodeThatIsBusyWithReadsIsAskedNevertheless() {
    bench.nodes.forEach(LostWritesTest::busyWithReads);
    knows(0, LostWritesTest::pending);

    assertThat(UpstreamBench.text(bench.fetch(WRITE))).isEqualTo(ACKNOWLEDGED);
    assertThat(bench.nodes.getFirst().questions().taken()).isZero();
  }

  @Test
  void noMoreThanTwoQuestionsAtATimeAreAskedBesideAllReads() {
    var one = losing(1);
    busyWithReads(one.nodes.getFirst());
    var reads = one.permitsTaken();
    one.node(0).aside(UpstreamBench.LOOKUP, _ -> {});
    for (var write = 0; write < 3; write++) {
      one.fetch(WRITE);
    }
    assertThat(one.lookups()).containsExactly(2);
    one.loop.advance(Inquiry.LONGEST);

    assertThat(one.permitsTaken()).isEqualTo(reads);
  }

  private static void busyWithReads(Node node) {
    for (var left = UpstreamBench.LANES.reads().inFlightPerNodeMax(); left > 0; left--) {
      assertThat(node.permits(Lane.READ).tryTake()).isTrue();
    }
  }

  @Test
  void theTimeToAskEndsWithTheCallsOwn() {
    // The first node says after two tries' time that it took nothing, the second one loses it late.
    bench
        .node(0)
        .always(request -> request.in(Duration.ofSeconds(9), () -> request.answer(429, "")));
    bench
        .node(1)
        .always(request -> request.in(Duration.ofSeconds(3), () -> request.close(Cause.RESET)));
    var heard = bench.fetch(WRITE);
    bench.loop.advance(Duration.ofSeconds(15).minusNanos(1));
    assertThat(heard).isEmpty();
    bench.loop.advance(Duration.ofNanos(1));

    assertThat(UpstreamBench.text(heard)).isEqualTo(UNKNOWN);
  }

  @Test
  void aTransactionWithoutAHashIsUnknownAtOnce() {
    bench.hashing = _ -> null;

    assertThat(UpstreamBench.text(bench.fetch(WRITE))).isEqualTo("WRITE_OUTCOME_UNKNOWN");
    assertThat(bench.lookups()).containsExactly(0, 0, 0);
    nothingIsLeft();
  }

  @Test
  void nodesThatAreNotUpAreNotAskedUnlessItWasSentToThem() {
    var up = new NodeStanding(NodeState.UP, "", 100, 0);
    var down = new NodeStanding(NodeState.DOWN, "", 100, 0);
    bench
        .node(0)
        .always(request -> {
          bench.view = Views.view(100, List.of(down, up, down));
          request.close(Cause.RESET);
        });
    bench.fetch(WRITE);

    assertThat(bench.lookups()).containsExactly(1, 1, 0);
  }

  @Test
  void nodesThatAreNotThereForReadsAreNotAskedUnlessItWasSentToThem() {
    var writes = Set.of(Lane.WRITE);
    var primary = new NodeDuty(NodeRole.PRIMARY, writes);
    var fallback = new NodeDuty(NodeRole.FALLBACK, writes);
    var apart = new UpstreamBench(List.of(primary, NodeDuty.EVERYTHING, primary, fallback));
    apart.node(0).always(request -> request.close(Cause.RESET));
    apart.fetch(WRITE);

    assertThat(apart.lookups()).containsExactly(1, 1, 0, 0);
  }

  @Test
  void aNodeOfAnotherNetworkIsNotAskedEvenIfItWasSentThere() {
    var up = new NodeStanding(NodeState.UP, "", 100, 0);
    var wrong = new NodeStanding(NodeState.WRONG_NETWORK, "0x9", 100, 0);
    bench
        .node(0)
        .always(request -> {
          bench.view = Views.view(100, List.of(wrong, up, up));
          request.close(Cause.RESET);
        });
    bench.fetch(WRITE);

    assertThat(bench.lookups()).containsExactly(0, 1, 1);
  }

  @Test
  void aCallerThatLeavesMeanwhileChangesNothing() {
    var heard = new ArrayList<Reply>();
    var fetching = bench.begin(WRITE, heard::add);
    bench.loop.settle();
    assertThat(fetching.cancel()).isFalse();
    bench.loop.advance(Duration.ofSeconds(15));

    assertThat(UpstreamBench.text(heard)).isEqualTo(UNKNOWN);
    nothingIsLeft();
  }

  @Test
  void aSendThatWaitsIsAnsweredWithTheResultOnceThatIsThere() {
    knows(0, LostWritesTest::pending);
    var heard = bench.fetch(WRITE_AND_WAIT);
    assertThat(heard).isEmpty();
    knows(0, request -> request.result("{\"status\":\"0x1\"}"));
    bench.loop.advance(Inquiry.PAUSE);

    assertThat(UpstreamBench.text(heard))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":{\"status\":\"0x1\"},\"id\":1}");
    nothingIsLeft();
  }

  @Test
  void aResultThatIsAheadOfTheServingHeightIsHandedOutOnceThatIsThere() {
    knows(0, request -> request.result("{\"status\":\"0x1\",\"blockHeight\":\"0x64\"}"));
    var heard = bench.fetch(WRITE_AND_WAIT);
    assertThat(heard).as("block 101 has the results of block 100").isEmpty();
    assertThat(bench.reported).containsExactly("n0 101");
    bench.moveTo(101);

    assertThat(UpstreamBench.text(heard)).contains("\"blockHeight\":\"0x64\"");
    nothingIsLeft();
  }

  @Test
  void aSendThatWaitsIsToldThatItWasTakenWhereItsResultDoesNotCome() {
    knows(0, LostWritesTest::pending);
    var heard = bench.fetch(WRITE_AND_WAIT);
    bench.loop.advance(Duration.ofSeconds(60).minusNanos(1));
    assertThat(heard).isEmpty();
    bench.loop.advance(Duration.ofNanos(1));

    assertThat(UpstreamBench.text(heard)).isEqualTo("DEADLINE{\"txHash\":\"0xabc\"}");
    nothingIsLeft();
  }

  @Test
  void aSendThatWaitsAndIsKnownToNobodyIsUnknownAfterFiveSeconds() {
    var heard = bench.fetch(WRITE_AND_WAIT);
    bench.loop.advance(Inquiry.LONGEST);

    assertThat(UpstreamBench.text(heard)).isEqualTo(UNKNOWN);
    nothingIsLeft();
  }

  @Test
  void aStalledWriteLeavesTimeToAskWhatBecameOfIt() {
    bench.node(0).always(_ -> {});
    knows(0, LostWritesTest::pending);
    var heard = bench.fetch(WRITE);
    bench.loop.advance(Duration.ofSeconds(10));

    assertThat(UpstreamBench.text(heard)).isEqualTo(ACKNOWLEDGED);
    nothingIsLeft();
  }

  @Test
  void anEvmTransactionIsKnownOnceItIsNotNull() {
    var evm = new UpstreamBench(2, Calls.EVM);
    evm.node(0).always(request -> request.close(Cause.RESET));
    evm.scripts.forEach(
        node -> node.aside("eth_getTransactionByHash", request -> request.result("null")));
    var heard = evm.fetch(Calls.evm("eth_sendRawTransaction", "[\"0x1\"]"));
    assertThat(heard).isEmpty();
    assertThat(evm.node(0).asides().getFirst().body()).contains("\"params\":[\"0xabc\"]");
    evm.node(1).aside("eth_getTransactionByHash", request -> request.result("{}"));
    evm.loop.advance(Inquiry.PAUSE);

    assertThat(UpstreamBench.text(heard)).isEqualTo(ACKNOWLEDGED);
  }
}
