package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.decompose.Call;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ScriptedNode.Script;
import headgate.gateway.testkit.ScriptedRequest;
import headgate.gateway.testkit.Views;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The moment in which a block is served and not yet everywhere: whoever has it fails, and the
 * others are a block behind, or lack it though they seem to have it. No node is a fallback.
 */
class AlmostThereTest {
  private static final Call BALANCE = Calls.icon("icx_getBalance", "{\"address\":\"hx0\"}");
  private static final Call NEXT = Calls.icon("icx_getBlockByHeight", "{\"height\":\"0x65\"}");
  private static final Duration LOOK = Duration.ofMillis(10);

  private static final Duration AGAIN = Duration.ofNanos(TriesOfCall.LACKED_NANOS);
  private static final Script BALANCE_OF_SEVEN = request -> request.result("\"0x7\"");

  private final UpstreamBench bench = new UpstreamBench(3);

  @BeforeEach
  void onlyTheFirstNodeHasTheBlock() {
    bench.view = Views.at(100, 100, 99, 99);
    bench.node(0).always(request -> request.close(Cause.RESET));
    bench.node(1).always(BALANCE_OF_SEVEN);
    bench.node(2).always(BALANCE_OF_SEVEN);
  }

  private void everybodyHasTheBlock() {
    bench.view = Views.up(3, 100);
  }

  private static void noBlock(ScriptedRequest request) {
    request.error(-31004, "NotFound: E1005:no block for 100");
  }

  private static void notOffered(ScriptedRequest request) {
    request.error(-32601, "MethodNotFound: NotEnabled(waitTimeout=0)");
  }

  @Test
  void aNodeThatIsABlockBehindIsWaitedForWhereTheOneThatHasItFails() {
    var heard = bench.fetch(BALANCE);
    bench.loop.advance(Fetch.PATIENCE.minusMillis(20));
    assertThat(heard).isEmpty();
    bench.view = Views.at(100, 100, 100, 99);
    bench.loop.advance(LOOK);

    assertThat(UpstreamBench.text(heard)).contains("0x7");
    assertThat(bench.asked()).containsExactly(1, 1, 0);
  }

  @Test
  void whereNoneGetsThereTheFailureIsToldAfterHalfASecond() {
    var heard = bench.fetch(BALANCE);
    bench.loop.advance(Fetch.PATIENCE.plus(LOOK));

    assertThat(UpstreamBench.text(heard)).isEqualTo("BAD_ANSWER");
    assertThat(bench.asked()).containsExactly(1, 0, 0);
  }

  @Test
  void aNodeThatIsABlockBehindIsWaitedForWhereNoneHasTheBlock() {
    bench.view = Views.at(100, 99, 98, 97);
    var heard = bench.fetch(BALANCE);
    bench.loop.advance(Fetch.PATIENCE.minusMillis(20));
    assertThat(heard).isEmpty();
    bench.view = Views.at(100, 99, 100, 97);
    bench.loop.advance(LOOK);

    assertThat(UpstreamBench.text(heard)).contains("0x7");
    assertThat(bench.asked()).containsExactly(0, 1, 0);
  }

  @Test
  void whereNoneHasTheBlockAndNoneGetsThereTheCallEndsAfterHalfASecond() {
    bench.view = Views.at(100, 99, 99, 99);
    var heard = bench.fetch(BALANCE);
    assertThat(heard).isEmpty();
    bench.loop.advance(Fetch.PATIENCE.plus(LOOK));

    assertThat(UpstreamBench.text(heard)).isEqualTo("NO_NODE");
    assertThat(bench.asked()).containsExactly(0, 0, 0);
  }

  @Test
  void whereAllAreFurtherBehindNoneIsWaitedFor() {
    bench.view = Views.at(100, 97, 97, 97);

    assertThat(UpstreamBench.text(bench.fetch(BALANCE))).isEqualTo("NO_NODE");
  }

  @Test
  void aNodeThatIsFurtherBehindIsNotWaitedFor() {
    bench.view = Views.at(100, 100, 97, 97);

    assertThat(UpstreamBench.text(bench.fetch(BALANCE))).isEqualTo("BAD_ANSWER");
  }

  @Test
  void whoLacksABlockThatIsServedIsAskedForItOnceMore() {
    everybodyHasTheBlock();
    bench.scripts.forEach(node -> node.once(AlmostThereTest::noBlock).always(BALANCE_OF_SEVEN));
    var heard = bench.fetch(BALANCE);
    bench.loop.advance(AGAIN.minusMillis(20));
    assertThat(heard).isEmpty();
    assertThat(bench.asked()).containsExactly(1, 1, 1);
    bench.loop.advance(LOOK.multipliedBy(3));

    assertThat(UpstreamBench.text(heard)).contains("0x7");
    assertThat(bench.asked().stream().mapToInt(Integer::intValue).sum()).isEqualTo(4);
  }

  @Test
  void whoLacksTheBlockForGoodIsAskedAFewTimesOnly() {
    everybodyHasTheBlock();
    bench.scripts.forEach(node -> node.always(AlmostThereTest::noBlock));

    assertThat(UpstreamBench.text(bench.fetchPatiently(BALANCE))).isEqualTo("HEIGHT_NOT_REACHED");
    assertThat(bench.asked()).allMatch(times -> times <= 6);
    assertThat(bench.asked()).anyMatch(times -> times > 1);
  }

  @Test
  void aNodeThatLacksTheBlockIsWaitedForWhereTheOthersFail() {
    bench.view = Views.at(100, 100, 100, 97);
    bench.node(1).once(AlmostThereTest::noBlock).always(BALANCE_OF_SEVEN);
    var heard = bench.fetch(BALANCE);
    bench.loop.advance(AGAIN.plus(LOOK));

    assertThat(UpstreamBench.text(heard)).contains("0x7");
    assertThat(bench.asked()).containsExactly(1, 2, 0);
  }

  @Test
  void aNodeThatDoesNotOfferTheMethodIsNotWaitedFor() {
    for (var index = 1; index < 3; index++) {
      bench.nodes.get(index).absent().heard(BALANCE.method().index(), bench.loop.clock().nanos());
    }

    assertThat(UpstreamBench.text(bench.fetch(BALANCE))).isEqualTo("BAD_ANSWER");
  }

  @Test
  void whoDidNotOfferTheMethodAndHasTheBlockIsNoReasonNotToWait() {
    bench.nodes.get(1).absent().heard(BALANCE.method().index(), bench.loop.clock().nanos());
    bench.view = Views.at(100, 100, 100, 99);
    var heard = bench.fetch(BALANCE);
    bench.view = Views.up(3, 100);
    bench.loop.advance(LOOK);

    assertThat(UpstreamBench.text(heard)).contains("0x7");
    assertThat(bench.asked()).containsExactly(1, 0, 1);
  }

  @Test
  void aHeightThatItsCallerNamesIsAskedOfTheNextNodeThatReportsIt() {
    bench.view = Views.at(100, 101, 100, 100);
    var heard = bench.fetch(NEXT);
    bench.moveTo(101);
    bench.loop.advance(LOOK);

    assertThat(UpstreamBench.text(heard)).contains("0x7");
    assertThat(bench.asked()).containsExactly(1, 1, 0);
  }

  @Test
  void whoPollsForTheNextBlockIsToldAtOnceThatItIsNotThere() {
    bench.view = Views.at(100, 101, 100, 100);
    bench.node(0).always(request -> request.error(-31004, "NotFound: E1005:no block for 101"));

    assertThat(UpstreamBench.text(bench.fetch(NEXT))).contains("no block for 101");
    assertThat(bench.asked()).containsExactly(1, 0, 0);
  }

  @Test
  void aMethodThatANodeAnswersAgainIsAskedOfItAsBefore() {
    var only = new UpstreamBench(1);
    only.node(0).once(AlmostThereTest::notOffered).always(request -> request.result("\"0x7\""));
    assertThat(UpstreamBench.text(only.fetch(BALANCE))).contains("-32601");
    var method = BALANCE.method().index();
    assertThat(only.nodes.getFirst().absent().offers(method, only.loop.clock().nanos())).isFalse();

    assertThat(UpstreamBench.text(only.fetch(BALANCE))).contains("0x7");
    assertThat(only.nodes.getFirst().absent().offers(method, only.loop.clock().nanos())).isTrue();
  }
}
