package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.decompose.Call;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.Views;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers that show another height than the one that is served. */
class ShownHeightsTest {
  private static final Call LAST_BLOCK = Calls.icon("icx_getLastBlock", "");
  private static final Call TRANSACTION =
      Calls.icon("icx_getTransactionByHash", "{\"txHash\":\"0x" + "a".repeat(64) + "\"}");

  private final UpstreamBench bench = new UpstreamBench(2);

  private void shows(int node, long height) {
    bench.node(node).always(request -> request.result("{\"height\":" + height + "}"));
  }

  @Test
  void anAnswerAboutTheHeadThatIsOlderThanNeededIsAskedOfAnotherNode() {
    shows(0, 98);
    shows(1, 100);

    assertThat(UpstreamBench.text(bench.fetch(LAST_BLOCK))).contains("100");
    assertThat(bench.asked()).isEqualTo(List.of(1, 1));
    assertThat(bench.nodes.getFirst().failures()).isZero();
  }

  @Test
  void whereEveryNodeShowsAnOlderOneTheHeightIsNotReached() {
    shows(0, 98);
    shows(1, 99);

    assertThat(UpstreamBench.text(bench.fetchPatiently(LAST_BLOCK)))
        .isEqualTo("HEIGHT_NOT_REACHED");
  }

  @Test
  void aNewerOneCountsAsTheNodesReportAndIsHandedOutOnceItIsServed() {
    shows(0, 101);
    var heard = bench.fetch(LAST_BLOCK);
    assertThat(heard).isEmpty();
    assertThat(bench.reported).containsExactly("n0 101");
    assertThat(bench.permitsTaken()).isZero();
    bench.moveTo(101);

    assertThat(UpstreamBench.text(heard)).contains("101");
    assertThat(bench.asked()).isEqualTo(List.of(1, 0));
  }

  @Test
  void aNewerOneThatIsNotServedWithinABlockIsAskedOfAnotherNode() {
    shows(0, 500);
    shows(1, 100);
    var heard = bench.fetch(LAST_BLOCK);
    bench.loop.advance(UpstreamBench.BLOCK);
    bench.loop.settle();

    assertThat(UpstreamBench.text(heard)).contains("100");
  }

  @Test
  void whereAllAreNewerAndStayUnservedTheHeightIsNotReached() {
    shows(0, 500);
    shows(1, 500);
    var heard = bench.fetch(LAST_BLOCK);
    bench.loop.advance(UpstreamBench.BLOCK);
    bench.loop.advance(UpstreamBench.BLOCK);

    assertThat(UpstreamBench.text(heard)).isEqualTo("HEIGHT_NOT_REACHED");
    assertThat(bench.permitsTaken()).isZero();
  }

  @Test
  void aCallThatIsHeldCanBeCalledOff() {
    shows(0, 101);
    var heard = new ArrayList<>();
    var fetching = bench.begin(LAST_BLOCK, heard::add);
    bench.loop.settle();

    assertThat(fetching.cancel()).isTrue();
    bench.moveTo(101);
    assertThat(heard).isEmpty();
  }

  @Test
  void anOldTransactionIsAsOldAsItIs() {
    bench.node(0).always(request -> request.result("{\"blockHeight\":\"0x5\"}"));

    assertThat(UpstreamBench.text(bench.fetch(TRANSACTION))).contains("0x5");
    assertThat(bench.asked()).isEqualTo(List.of(1, 0));
  }

  @Test
  void aTransactionOfABlockThatIsNotServedYetIsHeld() {
    bench.node(0).always(request -> request.result("{\"blockHeight\":\"0x65\"}"));
    var heard = bench.fetch(TRANSACTION);
    assertThat(heard).isEmpty();
    bench.moveTo(101);

    assertThat(UpstreamBench.text(heard)).contains("0x65");
  }

  @Test
  void beforeAnyHeightIsServedNothingIsHeld() {
    shows(0, 101);
    bench.view = Views.view(-1, Views.up(2, 100).nodes());

    assertThat(UpstreamBench.text(bench.fetch(LAST_BLOCK))).contains("101");
  }
}
