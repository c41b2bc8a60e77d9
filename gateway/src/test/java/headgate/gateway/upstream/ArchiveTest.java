package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.decompose.Call;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ScriptedRequest;
import headgate.gateway.testkit.Views;
import headgate.gateway.upstream.health.PrunedHeights;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two primaries and an archive: who is asked for what was thrown away. */
class ArchiveTest {
  private static final Call READ = Calls.icon("icx_getTotalSupply", "");
  private static final Call BY_HASH =
      Calls.icon("icx_getTransactionByHash", "{\"txHash\":\"0x" + "ab".repeat(32) + "\"}");

  private final UpstreamBench bench =
      new UpstreamBench(
          List.of(NodeDuty.EVERYTHING, NodeDuty.EVERYTHING, NodeDuty.of(NodeRole.ARCHIVE)));

  private static Call blockAt(long height) {
    return Calls.icon(
        "icx_getBlockByHeight", "{\"height\":\"0x" + Long.toHexString(height) + "\"}");
  }

  private static NodeStanding from(long earliest) {
    return new NodeStanding(NodeState.UP, "", 100, 0, "", null, earliest);
  }

  private static void pruned(ScriptedRequest request) {
    request.error(-31004, "NotFound: PrunedBlock(height=5,base=50)");
  }

  private String told(Call call) {
    return UpstreamBench.text(bench.fetch(call));
  }

  @Test
  void itGetsNoOrdinaryCallsAlsoWhereAllOthersAreGone() {
    told(READ);
    assertThat(bench.asked().get(2)).isZero();
    var down = new NodeStanding(NodeState.DOWN, "", 100, 0);
    bench.see(Views.view(100, List.of(down, down, from(0))));

    assertThat(told(READ)).isEqualTo("NO_NODE");
    assertThat(bench.asked().get(2)).isZero();
  }

  @Test
  void itIsAskedNextWhereANodeHasThrownTheHeightAway() {
    bench.node(0).always(ArchiveTest::pruned);

    assertThat(told(blockAt(5))).contains("\"result\"");
    assertThat(bench.asked()).containsExactly(1, 0, 1);
    assertThat(told(BY_HASH)).contains("\"result\"");
    assertThat(bench.asked()).containsExactly(2, 0, 2);
  }

  @Test
  void itIsAskedAtOnceForWhatEveryPrimarySaysItHasNot() {
    bench.see(Views.view(100, List.of(from(50), from(40), from(0))));

    assertThat(told(blockAt(39))).contains("\"result\"");
    assertThat(bench.asked()).containsExactly(0, 0, 1);
    told(blockAt(40));
    assertThat(bench.asked()).as("one primary has it").containsExactly(0, 1, 1);
    told(blockAt(50));
    assertThat(bench.asked()).as("both have it").containsExactly(1, 1, 1);
  }

  @Test
  void whatANodeSaidItHasNotIsNotAskedOfItAgainForAWhile() {
    bench.node(0).always(ArchiveTest::pruned);
    bench.node(1).always(ArchiveTest::pruned);
    told(blockAt(5));
    assertThat(bench.asked()).containsExactly(1, 0, 1);
    told(blockAt(4));
    assertThat(bench.asked()).containsExactly(1, 1, 2);
    told(blockAt(3));
    assertThat(bench.asked()).containsExactly(1, 1, 3);
    bench.loop.advance(PrunedHeights.REMEMBERED);
    bench.preferInOrder();
    told(blockAt(3));
    assertThat(bench.asked()).containsExactly(2, 1, 4);
  }

  @Test
  void whereNobodyHasItOneNodesOwnErrorIsHandedOn() {
    bench.scripts.forEach(script -> script.always(ArchiveTest::pruned));
    bench.see(Views.view(100, List.of(from(50), from(50), from(50))));

    assertThat(told(blockAt(5))).contains("PrunedBlock");
    assertThat(bench.asked()).containsExactly(1, 0, 0);
  }

  @Test
  void withoutAnArchiveAnotherPrimaryIsAskedAndTheErrorIsHandedOn() {
    var without = new UpstreamBench(2);
    without.scripts.forEach(script -> script.always(ArchiveTest::pruned));

    assertThat(UpstreamBench.text(without.fetch(blockAt(5)))).contains("PrunedBlock");
    assertThat(without.asked()).containsExactly(1, 1);
  }

  @Test
  void anArchiveThatFailsLeavesTheRestToTheOthers() {
    bench.see(Views.view(100, List.of(from(50), from(-1), from(0))));
    bench.node(2).refusing();
    bench.node(1).always(ArchiveTest::pruned);

    assertThat(told(blockAt(5))).contains("PrunedBlock");
    assertThat(bench.asked()).containsExactly(0, 1, 0);
  }
}
