package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.decompose.Call;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ScriptedRequest;
import headgate.gateway.testkit.Views;
import org.junit.jupiter.api.Test;

/** Calls whose caller names a height above the serving height, which is 100. */
class NamedHeightsTest {
  private static final Call BLOCK = Calls.icon("icx_getBlockByHeight", "{\"height\":\"0x65\"}");
  private static final Call BALANCE =
      Calls.icon("icx_getBalance", "{\"address\":\"hx0\",\"height\":\"0x65\"}");

  private final UpstreamBench bench = new UpstreamBench(3);

  private static void noBlock(ScriptedRequest request) {
    request.error(-31004, "NotFound: E1005:no block for 101");
  }

  @Test
  void oneThatANodeHasReportedIsAskedOfThatNode() {
    bench.view = Views.at(100, 100, 100, 101);
    bench.node(2).always(request -> request.result("{\"height\":101}"));
    var heard = bench.fetch(BLOCK);
    bench.moveTo(101);

    assertThat(bench.asked()).containsExactly(0, 0, 1);
    assertThat(UpstreamBench.text(heard)).contains("101");
  }

  @Test
  void itsAnswerIsHandedOutOnceItIsServedSoThatNobodyIsAheadOfTheNextAnswer() {
    bench.view = Views.at(100, 100, 100, 101);
    bench.node(2).always(request -> request.result("\"0x7\""));
    var heard = bench.fetch(BALANCE);
    assertThat(heard).isEmpty();
    assertThat(bench.reported).as("what the answer does not say itself").isEmpty();
    bench.moveTo(101);

    assertThat(UpstreamBench.text(heard)).contains("0x7");
  }

  @Test
  void whereItIsNotServedWithinABlockTheHeightIsNotReached() {
    bench.view = Views.at(100, 100, 100, 101);
    bench.node(2).always(request -> request.result("\"0x7\""));
    var heard = bench.fetch(BALANCE);
    bench.loop.advance(UpstreamBench.BLOCK);

    assertThat(UpstreamBench.text(heard)).isEqualTo("HEIGHT_NOT_REACHED");
    assertThat(bench.asked()).containsExactly(0, 0, 1);
  }

  @Test
  void oneThatNobodyHasReportedIsAskedOfOneNodeWhoseErrorIsHandedOutAtOnce() {
    bench.scripts.forEach(node -> node.always(NamedHeightsTest::noBlock));
    for (var poll = 0; poll < 100; poll++) {
      assertThat(UpstreamBench.text(bench.fetch(BLOCK))).contains("no block for 101");
    }

    assertThat(bench.asked().stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
    assertThat(bench.nodes).allMatch(node -> node.retries() == 0);
  }

  @Test
  void whoReportsItMeanwhileIsAskedToo() {
    bench
        .node(0)
        .always(request -> {
          bench.view = Views.at(100, 100, 101, 100);
          noBlock(request);
        });
    bench.node(1).always(request -> request.result("{\"height\":101}"));
    var heard = bench.fetch(BLOCK);
    bench.moveTo(101);

    assertThat(UpstreamBench.text(heard)).contains("{\"height\":101}");
    assertThat(bench.asked()).containsExactly(1, 1, 0);
  }

  @Test
  void aNodeThatFailsIsNoReasonToAskNobodyElse() {
    bench.node(0).always(request -> request.close(Cause.RESET));
    bench.node(1).always(NamedHeightsTest::noBlock);

    assertThat(UpstreamBench.text(bench.fetch(BLOCK))).contains("no block for 101");
    assertThat(bench.asked()).containsExactly(1, 1, 0);
  }
}
