package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.method.Lane;
import headgate.gateway.config.WritesConfig;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.decompose.Call;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ScriptedRequest;
import headgate.gateway.testkit.Views;
import headgate.gateway.upstream.writes.CopyEnd;
import headgate.gateway.upstream.writes.WriteCounts.Lost;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Transactions that go to several nodes because the operator wants it. */
class WriteCopiesTest {
  private static final Call WRITE =
      Calls.icon("icx_sendTransaction", "{ \"stepLimit\":\"0x1\",\"to\" : \"x\"}");
  private static final Call WRITE_AND_WAIT =
      Calls.icon("icx_sendTransactionAndWait", "{\"stepLimit\":\"0x1\"}");

  private static final String ACKNOWLEDGED = "{\"jsonrpc\":\"2.0\",\"result\":\"0xabc\",\"id\":1}";
  private static final String UNKNOWN = "WRITE_OUTCOME_UNKNOWN{\"txHash\":\"0xabc\"}";

  private final UpstreamBench bench = fanningOut(2);

  private static UpstreamBench fanningOut(int nodes) {
    var bench = new UpstreamBench(3, new WritesConfig(nodes, 0));
    bench.scripts.forEach(node -> node.always(request -> request.result("\"0xabc\"")));
    return bench;
  }

  private static void duplicate(ScriptedRequest request) {
    request.error(-31000, "SystemError: E2000:duplicate");
  }

  private long ended(CopyEnd end) {
    return bench.writes.counts().copies(end);
  }

  private static void nothingIsLeft(UpstreamBench bench) {
    assertThat(bench.permitsTaken()).isZero();
    assertThat(bench.loop.timersSet()).isZero();
    assertThat(bench.budget.used()).isZero();
  }

  @Test
  void byDefaultAWriteGoesToOneNode() {
    var one = fanningOut(1);

    assertThat(UpstreamBench.text(one.fetch(WRITE))).isEqualTo(ACKNOWLEDGED);
    assertThat(one.asked()).containsExactly(1, 0, 0);
    nothingIsLeft(one);
  }

  @Test
  void theSameBytesGoToASecondNodeOnceTheFirstHasTakenThem() {
    bench.fetch(WRITE);

    assertThat(bench.asked()).containsExactly(1, 1, 0);
    assertThat(bench.node(1).requests().getFirst().body())
        .isEqualTo(bench.node(0).requests().getFirst().body().replace("\"id\":1", "\"id\":2"))
        .contains("\"params\":{ \"stepLimit\":\"0x1\",\"to\" : \"x\"}");
    assertThat(ended(CopyEnd.ACCEPTED)).isOne();
    nothingIsLeft(bench);
  }

  @Test
  void asManyNodesGetItAsTheOperatorWants() {
    var three = fanningOut(3);
    three.fetch(WRITE);

    assertThat(three.asked()).containsExactly(1, 1, 1);
    nothingIsLeft(three);
  }

  @Test
  void theCallerDoesNotWaitForThem() {
    bench.node(1).always(_ -> {});

    assertThat(UpstreamBench.text(bench.fetch(WRITE))).isEqualTo(ACKNOWLEDGED);
    assertThat(bench.nodes.get(1).permits(Lane.WRITE).taken()).isOne();
    bench.loop.advance(Duration.ofSeconds(10));
    assertThat(ended(CopyEnd.FAILED)).isOne();
    assertThat(bench.nodes.get(1).failures()).as("not blamed").isZero();
    nothingIsLeft(bench);
  }

  @Test
  void aNodeThatHasItAlreadyIsCountedAsSuccessAndNotBlamed() {
    bench.node(1).always(WriteCopiesTest::duplicate);

    assertThat(UpstreamBench.text(bench.fetch(WRITE))).isEqualTo(ACKNOWLEDGED);
    assertThat(ended(CopyEnd.DUPLICATE)).isOne();
    assertThat(bench.nodes.get(1).failures()).isZero();
  }

  @Test
  void refusalsAreCounted() {
    bench.node(1).once(request -> request.error(-31000, "SystemError: E2005:invalid"));
    bench.node(1).once(request -> request.error(-31001, "TransactionPoolOverflow"));
    bench.fetch(WRITE);
    bench.preferInOrder();
    bench.fetch(WRITE);

    assertThat(ended(CopyEnd.REFUSED)).isOne();
    assertThat(ended(CopyEnd.REFUSED_HERE)).isOne();
  }

  @Test
  void copiesTakeOnlyPermitsThatAreFree() {
    bench.nodes.subList(1, 3).forEach(WriteCopiesTest::takeAll);
    bench.fetch(WRITE);

    assertThat(bench.asked()).containsExactly(1, 0, 0);
    assertThat(ended(CopyEnd.NO_ROOM)).isOne();
  }

  private static void takeAll(Node node) {
    for (var left = UpstreamBench.LANES.writes().inFlightPerNodeMax(); left > 0; left--) {
      assertThat(node.permits(Lane.WRITE).tryTake()).isTrue();
    }
  }

  @Test
  void noneIsMadeWhileTheByteBudgetIsShort() {
    bench.budget.take(900_000);
    bench.fetch(WRITE);

    assertThat(bench.asked()).containsExactly(1, 0, 0);
    assertThat(ended(CopyEnd.NO_ROOM)).isOne();
  }

  @Test
  void aNodeThatIsNotUpGetsNone() {
    var up = new NodeStanding(NodeState.UP, "", 100, 0);
    var down = new NodeStanding(NodeState.DOWN, "", 100, 0);
    bench.view = Views.view(100, List.of(up, down, up));
    bench.fetch(WRITE);

    assertThat(bench.asked()).containsExactly(1, 0, 1);
  }

  @Test
  void fallbacksAndNodesForOtherLanesGetNone() {
    var reads = new NodeDuty(NodeRole.PRIMARY, Set.of(Lane.READ));
    var duties = List.of(NodeDuty.EVERYTHING, reads, NodeDuty.of(NodeRole.FALLBACK));
    var apart = new UpstreamBench(duties, new WritesConfig(3, 5));
    apart.node(0).always(request -> request.result("\"0xabc\""));
    apart.fetch(WRITE);
    apart.moveTo(102);
    apart.loop.advance(OtherNodes.LOOK_EVERY);

    assertThat(apart.asked()).as("its own node has lost it").containsExactly(2, 0, 0);
    assertThat(apart.lookups()).containsExactly(1, 0, 0);
    assertThat(apart.writes.counts().copies(CopyEnd.NO_ROOM)).isZero();
  }

  @Test
  void fallbacksThatAreInUseGetNoneEither() {
    var fallback = NodeDuty.of(NodeRole.FALLBACK);
    var duties = List.of(NodeDuty.EVERYTHING, fallback, fallback);
    var gone = new UpstreamBench(duties, new WritesConfig(3, 0));
    gone.scripts.forEach(node -> node.always(request -> request.result("\"0xabc\"")));
    var up = new NodeStanding(NodeState.UP, "", 100, 0);
    var down = new NodeStanding(NodeState.DOWN, "", 100, 0);
    gone.see(Views.view(100, List.of(down, up, up)));

    assertThat(UpstreamBench.text(gone.fetch(WRITE))).isEqualTo(ACKNOWLEDGED);
    assertThat(gone.fallbacks.inUse()).contains(Lane.WRITE);
    assertThat(gone.asked()).containsExactly(0, 1, 0);
    assertThat(gone.fallbacks.calls()).isOne();
    nothingIsLeft(gone);
  }

  @Test
  void whatANodeKnowsByAnotherHashIsSentOnce() {
    bench.node(0).always(request -> request.result("\"0xdef\""));
    bench.fetch(WRITE);

    assertThat(bench.asked()).containsExactly(1, 0, 0);
  }

  @Test
  void whatHasNoHashIsSentOnce() {
    bench.hashing = _ -> null;
    bench.fetch(WRITE);

    assertThat(bench.asked()).containsExactly(1, 0, 0);
  }

  @Test
  void aRefusedTransactionIsSentOnce() {
    bench.node(0).always(request -> request.error(-31000, "SystemError: E2005:invalid"));
    bench.fetch(WRITE);

    assertThat(bench.asked()).containsExactly(1, 0, 0);
  }

  @Test
  void aSendThatWaitsIsNeverSentTwice() {
    bench.node(0).once(request -> request.result("{\"txHash\":\"0xabc\"}"));
    bench.fetch(WRITE_AND_WAIT);
    bench.node(0).once(request -> request.close(Cause.RESET));
    bench.preferInOrder();
    bench.fetch(WRITE_AND_WAIT);
    bench.loop.advance(Inquiry.LONGEST);

    assertThat(bench.asked()).containsExactly(2, 0, 0);
    nothingIsLeft(bench);
  }

  @Test
  void aCallerThatSendsTheSameAgainGetsTheNodesAnswer() {
    bench.fetch(WRITE);
    bench.preferInOrder();
    bench.scripts.forEach(node -> node.always(WriteCopiesTest::duplicate));

    assertThat(UpstreamBench.text(bench.fetch(WRITE))).contains("E2000:duplicate");
  }

  // ---- after a lost answer

  @Test
  void afterALostAnswerAnotherNodeTakesItAtOnce() {
    bench.node(0).always(request -> request.close(Cause.RESET));

    assertThat(UpstreamBench.text(bench.fetch(WRITE))).isEqualTo(ACKNOWLEDGED);
    assertThat(bench.asked()).containsExactly(1, 1, 0);
    assertThat(bench.upstream.terms().sent().nodeOf("0xabc", 100)).isOne();
    assertThat(bench.lost(Lost.FOUND)).isOne();
    nothingIsLeft(bench);
  }

  @Test
  void aDuplicateAfterALostAnswerIsASuccess() {
    bench.node(0).always(request -> request.close(Cause.RESET));
    bench.node(1).always(WriteCopiesTest::duplicate);

    assertThat(UpstreamBench.text(bench.fetch(WRITE))).isEqualTo(ACKNOWLEDGED);
    nothingIsLeft(bench);
  }

  @Test
  void aRefusalAfterALostAnswerProvesNothing() {
    bench.node(0).always(request -> request.close(Cause.RESET));
    bench.node(1).always(request -> request.error(-31000, "SystemError: E2005:invalid"));
    var heard = bench.fetch(WRITE);
    assertThat(heard).isEmpty();
    bench.loop.advance(Inquiry.LONGEST);

    assertThat(UpstreamBench.text(heard)).isEqualTo(UNKNOWN);
    assertThat(bench.asked()).containsExactly(1, 1, 0);
    nothingIsLeft(bench);
  }

  @Test
  void theInquiryGoesOnBesideTheCopies() {
    bench.node(0).always(request -> request.close(Cause.RESET));
    bench.node(1).always(_ -> {});
    bench.node(2).aside(UpstreamBench.LOOKUP, request -> request.error(-31002, "Pending"));

    assertThat(UpstreamBench.text(bench.fetch(WRITE))).isEqualTo(ACKNOWLEDGED);
    bench.loop.advance(Inquiry.LONGEST);
    nothingIsLeft(bench);
  }

  @Test
  void aCopyThatIsLateIsWaitedForAsLongAsTheInquiry() {
    var late = Duration.ofMillis(4_900);
    bench.node(0).always(request -> request.close(Cause.RESET));
    bench.node(1).always(request -> request.in(late, () -> request.result("\"0xabc\"")));
    var heard = bench.fetch(WRITE);
    bench.loop.advance(late.minusNanos(1));
    assertThat(heard).isEmpty();
    bench.loop.advance(Duration.ofNanos(1));

    assertThat(UpstreamBench.text(heard)).isEqualTo(ACKNOWLEDGED);
    nothingIsLeft(bench);
  }
}
