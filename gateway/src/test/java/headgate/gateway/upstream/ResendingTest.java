package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.ChainProfile;
import headgate.chain.method.Lane;
import headgate.gateway.config.WritesConfig;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.decompose.Call;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.Views;
import headgate.gateway.upstream.writes.CopyEnd;
import headgate.gateway.upstream.writes.WriteCounts.Left;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Acknowledged transactions are sent again while they are in no block, if the operator wants it.
 */
class ResendingTest {
  private static final String RESULT = "{\"status\":\"0x1\",\"blockHeight\":\"0x64\"}";
  private static final Call WRITE = Calls.icon("icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");

  private final UpstreamBench bench = resending(Calls.ICON);

  private static UpstreamBench resending(ChainProfile profile) {
    var bench = new UpstreamBench(3, profile, new WritesConfig(1, 5));
    bench.scripts.forEach(node -> node.always(request -> request.result("\"0xabc\"")));
    return bench;
  }

  private void reach(long height) {
    bench.view = Views.up(3, height);
    bench.loop.advance(OtherNodes.LOOK_EVERY);
  }

  private void known(int node) {
    bench.node(node).aside(UpstreamBench.LOOKUP, request -> request.error(-31002, "Pending"));
  }

  private void refusing(int code, String message) {
    bench.scripts.forEach(node -> node.always(request -> request.error(code, message)));
  }

  private long left(Left why) {
    return bench.writes.counts().left(why);
  }

  private void nothingIsKept() {
    assertThat(bench.writes.counts().kept()).isZero();
    assertThat(bench.permitsTaken()).isZero();
    bench.loop.advance(OtherNodes.LOOK_EVERY);
    assertThat(bench.loop.timersSet()).as("it looks no more").isZero();
    assertThat(bench.budget.used()).isZero();
  }

  @Test
  void aTransactionInABlockIsAskedForOnceAndNotSentAgain() {
    bench.node(0).aside(UpstreamBench.LOOKUP, request -> request.result(RESULT));
    bench.fetch(WRITE);
    reach(101);
    assertThat(bench.lookups()).as("a result comes with the next block").containsExactly(0, 0, 0);
    reach(102);

    assertThat(bench.lookups()).containsExactly(1, 0, 0);
    assertThat(bench.asked()).containsExactly(1, 0, 0);
    assertThat(left(Left.IN_BLOCK)).isOne();
    nothingIsKept();
  }

  @Test
  void whatNoNodeKnowsIsSentAgainToEveryNodeAsked() {
    bench.fetch(WRITE);
    reach(102);

    assertThat(bench.lookups()).containsExactly(1, 1, 1);
    assertThat(bench.asked()).containsExactly(2, 1, 1);
    assertThat(bench.node(2).requests().getLast().body())
        .contains("\"params\":{\"stepLimit\":\"0x1\"}");
    assertThat(bench.writes.counts().resends(CopyEnd.ACCEPTED)).isEqualTo(3);
    assertThat(bench.writes.counts().kept()).isOne();
  }

  @Test
  void aNodeThatIsBusyWithReadsIsAskedNevertheless() {
    bench.fetch(WRITE);
    for (var node : bench.nodes) {
      for (var left = UpstreamBench.LANES.reads().inFlightPerNodeMax(); left > 0; left--) {
        assertThat(node.permits(Lane.READ).tryTake()).isTrue();
      }
    }
    reach(102);

    assertThat(bench.lookups()).containsExactly(1, 1, 1);
  }

  @Test
  void nodesThatAreNotThereForReadsAreNotAskedUnlessTheyTookIt() {
    var writes = new NodeDuty(NodeRole.PRIMARY, Set.of(Lane.WRITE));
    var duties = List.of(writes, NodeDuty.EVERYTHING, writes);
    var apart = new UpstreamBench(duties, new WritesConfig(1, 5));
    apart.scripts.forEach(node -> node.always(request -> request.result("\"0xabc\"")));
    apart.fetch(WRITE);
    apart.moveTo(102);
    apart.loop.advance(OtherNodes.LOOK_EVERY);

    assertThat(apart.lookups()).containsExactly(1, 1, 0);
    assertThat(apart.asked()).containsExactly(2, 1, 0);
  }

  @Test
  void whatItsNodeStillHasIsLeftAlone() {
    known(0);
    bench.fetch(WRITE);
    reach(102);

    assertThat(bench.lookups()).containsExactly(1, 0, 0);
    assertThat(bench.asked()).containsExactly(1, 0, 0);
  }

  @Test
  void aNodeThatLostItGetsItAgainWhereAnotherHasIt() {
    known(1);
    bench.fetch(WRITE);
    reach(102);

    assertThat(bench.lookups()).containsExactly(1, 1, 0);
    assertThat(bench.asked()).containsExactly(2, 0, 0);
  }

  @Test
  void aNodeThatIsDownIsNotAskedAndTheOthersGetIt() {
    bench.fetch(WRITE);
    bench.view = Views.at(102, 90, 102, 102);
    bench.loop.advance(OtherNodes.LOOK_EVERY);

    assertThat(bench.lookups()).containsExactly(0, 1, 1);
    assertThat(bench.asked()).containsExactly(1, 1, 1);
  }

  @Test
  void itIsAskedForOnceABlockAndNotMoreOften() {
    known(0);
    bench.fetch(WRITE);
    reach(102);
    reach(102);
    assertThat(bench.lookups()).containsExactly(1, 0, 0);
    reach(103);

    assertThat(bench.lookups()).containsExactly(2, 0, 0);
  }

  @Test
  void itIsLeftAloneAfterItsBlocks() {
    bench.fetch(WRITE);
    for (var height = 101; height <= 107; height++) {
      reach(height);
    }

    assertThat(bench.lookups()).as("five times").containsExactly(5, 5, 5);
    assertThat(left(Left.TIME_OVER)).isOne();
    nothingIsKept();
  }

  @Test
  void aRefusalForGoodEndsIt() {
    bench.fetch(WRITE);
    refusing(-31000, "SystemError: E2005:invalid");
    reach(102);

    assertThat(left(Left.REFUSED)).isOne();
    nothingIsKept();
  }

  @Test
  void threeBlocksOfRefusalsEndIt() {
    bench.fetch(WRITE);
    refusing(-31000, "SystemError: E2002:Expired");
    reach(102);
    reach(103);
    assertThat(left(Left.REFUSED)).as("perhaps their clocks").isZero();
    reach(104);

    assertThat(left(Left.REFUSED)).isOne();
    nothingIsKept();
  }

  @Test
  void aPoolThatIsFullForABlockDoesNotEndIt() {
    bench.fetch(WRITE);
    refusing(-31001, "full");
    reach(102);
    reach(103);
    bench.node(1).once(request -> request.result("\"0xabc\""));
    reach(104);
    reach(105);

    assertThat(left(Left.REFUSED)).isZero();
    assertThat(bench.writes.counts().kept()).isOne();
  }

  @Test
  void aTransactionThatAnotherNodeTookAfterALostAnswerIsLookedAfterToo() {
    var both = new UpstreamBench(3, new WritesConfig(2, 5));
    both.node(0).always(request -> request.close(Cause.RESET));
    both.node(1).always(request -> request.result("\"0xabc\""));
    both.fetch(WRITE);

    assertThat(both.writes.counts().kept()).isOne();
  }

  @Test
  void whatWasFoundByTheInquiryIsLookedAfterToo() {
    bench.node(0).always(request -> request.close(Cause.RESET));
    known(0);
    bench.fetch(WRITE);

    assertThat(bench.writes.counts().kept()).isOne();
  }

  @Test
  void aWriteThatWaitsIsNotLookedAfter() {
    bench.node(0).always(request -> request.result("{\"txHash\":\"0xabc\"}"));
    bench.fetch(Calls.icon("icx_sendTransactionAndWait", "{\"stepLimit\":\"0x1\"}"));

    nothingIsKept();
  }

  @Test
  void anEvmTransactionInAPoolIsNotInABlock() {
    var evm = resending(Calls.EVM);
    var lookup = "eth_getTransactionByHash";
    evm.node(0).aside(lookup, request -> request.result("{\"blockNumber\":null}"));
    evm.fetch(Calls.evm("eth_sendRawTransaction", "[\"0x1\"]"));
    evm.view = Views.up(3, 102);
    evm.loop.advance(OtherNodes.LOOK_EVERY);
    assertThat(evm.writes.counts().kept()).isOne();
    evm.node(0).aside(lookup, request -> request.result("{\"blockNumber\":\"0x65\"}"));
    evm.view = Views.up(3, 103);
    evm.loop.advance(OtherNodes.LOOK_EVERY);

    assertThat(evm.writes.counts().left(Left.IN_BLOCK)).isOne();
  }

  @Test
  void byDefaultNothingIsKept() {
    var plain = new UpstreamBench(3);
    plain.node(0).always(request -> request.result("\"0xabc\""));
    plain.fetch(WRITE);

    assertThat(plain.writes.counts().kept()).isZero();
    assertThat(plain.loop.timersSet()).isZero();
  }
}
