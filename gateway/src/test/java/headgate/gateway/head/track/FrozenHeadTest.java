package headgate.gateway.head.track;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.Lifecycle;
import headgate.gateway.head.Block;
import headgate.gateway.head.HeightProbe.Report;
import headgate.gateway.head.NodeState;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.testkit.ManualClock;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A chain that has ended: a constant head, and nodes that have its last block. */
class FrozenHeadTest {
  private static final String HASH = "ab".repeat(32);

  private final ManualClock clock = new ManualClock();
  private final FrozenHead head =
      new FrozenHead(
          HeadTrackerTest.terms(2, "0x1"), new Lifecycle.Frozen(500, "0x" + HASH), clock);

  private void reported(int node, long height, String hash) {
    var report = new Report(height, "0x1", "icon_dex", 0);
    var block = new Block(500, hash, "", 1_700_000_000_000L);
    head.reported(node, report, block, clock.nanos());
  }

  private NodeState state(int node) {
    return head.view().nodes().get(node).state();
  }

  @Test
  void theHeightIsTheOperatorsConstantFromTheFirstMoment() {
    assertThat(head.view().servingHeight()).isEqualTo(500);
    assertThat(head.view().ready()).isFalse();
    reported(0, 500, HASH);

    assertThat(head.view().servingHeight()).isEqualTo(500);
    assertThat(head.view().ready()).isTrue();
    assertThat(head.view().halted()).isTrue();
    assertThat(head.view().headBlockTimeMillis()).isEqualTo(1_700_000_000_000L);
  }

  @Test
  void aNodeIsUpAtWhateverHeightItReportsIfItHasTheLastBlock() {
    reported(0, 100_000, HASH);
    reported(1, 500, HASH.toUpperCase(Locale.ROOT));

    assertThat(state(0)).isEqualTo(NodeState.UP);
    assertThat(state(1)).isEqualTo(NodeState.UP);
    assertThat(head.view().servingHeight()).isEqualTo(500);
    assertThat(head.view().nodes()).allMatch(node -> node.lag() == 0);
  }

  @Test
  void aNodeWithAnotherLastBlockIsOnAnotherNetwork() {
    reported(0, 500, "cd".repeat(32));

    assertThat(state(0)).isEqualTo(NodeState.WRONG_NETWORK);
    assertThat(head.view().nodes().getFirst().reason())
        .isEqualTo("has another block at height 500");
  }

  @Test
  void aNodeWithoutTheLastBlockIsDown() {
    head.reported(0, new Report(400, "0x1", null, 0), null, clock.nanos());

    assertThat(state(0)).isEqualTo(NodeState.DOWN);
    assertThat(head.view().nodes().getFirst().reason()).isEqualTo("does not show block 500");
  }

  @Test
  void onlyTheLastBlockIsAskedForAndNotEachTime() {
    var report = new Report(400, "0x1", null, 0);
    assertThat(head.blockWanted(0, report)).isEqualTo(500);
    reported(0, 500, HASH);
    assertThat(head.blockWanted(0, report)).isEqualTo(-1);
    clock.advance(Duration.ofSeconds(10));

    assertThat(head.blockWanted(0, report)).isEqualTo(500);
  }

  @Test
  void twoMissesPutANodeDownAndOneAnswerUpAgain() {
    reported(0, 500, HASH);
    head.missed(0, ProbeMiss.TIMEOUT);
    assertThat(state(0)).isEqualTo(NodeState.UP);
    head.missed(0, ProbeMiss.TIMEOUT);
    assertThat(state(0)).isEqualTo(NodeState.DOWN);
    assertThat(head.view().nodes().getFirst().reason()).isEqualTo(ProbeMiss.TIMEOUT.words());
    reported(0, 500, HASH);

    assertThat(state(0)).isEqualTo(NodeState.UP);
  }

  @Test
  void aNodeThatComesBackWithAnotherLastBlockRaisesTheGenerationOnce() {
    reported(0, 500, HASH);
    head.missed(0, ProbeMiss.TIMEOUT);
    head.missed(0, ProbeMiss.TIMEOUT);
    reported(0, 500, "cd".repeat(32));
    assertThat(state(0)).isEqualTo(NodeState.WRONG_NETWORK);
    assertThat(head.view().generation()).isOne();
    head.missed(0, ProbeMiss.TIMEOUT);
    head.missed(0, ProbeMiss.TIMEOUT);
    reported(0, 500, "cd".repeat(32));

    assertThat(head.view().generation()).isOne();
  }

  @Test
  void anotherNetworksNodeIsNotUsed() {
    var report = new Report(500, "0x2", null, 0);
    head.reported(0, report, new Block(500, HASH, "", 0), clock.nanos());

    assertThat(state(0)).isEqualTo(NodeState.WRONG_NETWORK);
  }

  @Test
  void whatANodeAnsweredThatTurnsOutToBeOfAnotherNetworkIsForgotten() {
    reported(0, 500, HASH);
    var report = new Report(500, "0x2", null, 0);
    head.reported(0, report, new Block(500, HASH, "", 0), clock.nanos());
    assertThat(head.view().generation()).isOne();
    clock.advance(Duration.ofSeconds(10));
    reported(1, 500, HASH);
    clock.advance(Duration.ofSeconds(10));
    reported(1, 500, "cd".repeat(32));

    assertThat(head.view().generation()).isEqualTo(2);
  }
}
