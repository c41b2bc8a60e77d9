package headgate.gateway.head.track;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.head.NodeState;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Nodes that catch up, chains that stand still, and what tells them apart. */
class SyncingTest {
  private HeadStage stage = new HeadStage(1);

  @Test
  void aNodeAloneFromTenThousandBlocksBehindIsNeverUpUntilItHasCaughtUp() {
    stage.node(0).syncsFrom(10_000, 50);
    stage.start();
    var ups = 0;
    for (var step = 0; step < 2_000 && stage.state(0) != NodeState.UP; step++) {
      stage.advance(Duration.ofMillis(130));
      if (stage.state(0) == NodeState.UP) {
        ups++;
        assertThat(stage.view().nodes().getFirst().height())
            .isGreaterThanOrEqualTo(stage.chain() - 11);
      } else {
        assertThat(stage.state(0)).isEqualTo(NodeState.SYNCING);
        assertThat(stage.served()).isEqualTo(-1);
        assertThat(stage.view().ready()).isFalse();
      }
    }

    assertThat(ups).isOne();
    stage.blocks(3);
    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
    assertThat(stage.served()).isEqualTo(stage.chain());
  }

  @Test
  void theViewTellsHowFarASyncingNodeIsAndWhenItWillBeThere() {
    stage.node(0).syncsFrom(10_000, 50);
    stage.start().advance(Duration.ofSeconds(20));
    var progress = Objects.requireNonNull(stage.view().syncing());

    assertThat(progress.height()).isBetween(10_900L, 11_010L);
    var age = stage.loop.clock().wallTime().toEpochMilli() - progress.blockTimeMillis();
    assertThat(age).isGreaterThan(17_000_000);
    // Some 9,010 blocks are left, of which it gains 49.5 a second.
    assertThat(progress.etaMillis()).isBetween(175_000L, 190_000L);
    assertThat(stage.reason(0)).startsWith("catching up: its newest block is ");
  }

  @Test
  void onceANodeIsUpNoProgressIsTold() {
    stage.start();

    assertThat(stage.view().syncing()).isNull();
  }

  @Test
  void aSyncingNodeOfAGroupHasNoVote() {
    stage = new HeadStage(3);
    stage.node(0).syncsFrom(10_000, 50);
    stage.node(1).syncsFrom(10_000, 50);
    stage.start().blocks(5);

    assertThat(stage.state(0)).isEqualTo(NodeState.SYNCING);
    assertThat(stage.state(1)).isEqualTo(NodeState.SYNCING);
    assertThat(stage.state(2)).isEqualTo(NodeState.UP);
    assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
    assertThat(stage.view().syncing()).isNull();
  }

  @Test
  void anOldHeadCountsAsSyncingUntilItWasSeenStandingStillForTenIntervals() {
    stage.node(0).at(19_500);
    stage.start().advance(Duration.ofMillis(19_800));
    assertThat(stage.state(0)).isEqualTo(NodeState.SYNCING);
    assertThat(stage.view().halted()).isFalse();
    stage.advance(Duration.ofSeconds(1));

    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
    assertThat(stage.served()).isEqualTo(19_500);
    assertThat(stage.view().halted()).isTrue();
    var age = stage.loop.clock().wallTime().toEpochMilli() - stage.view().headBlockTimeMillis();
    assertThat(age).isGreaterThan(1_000_000);
  }

  @Test
  void aNodeThatRisesMoreSlowlyThanItsChainIsNotTakenForAHaltedOne() {
    stage.node(0).behind(100);
    stage.start();
    for (var step = 0; step < 100; step++) {
      stage.advance(Duration.ofSeconds(1));
      assertThat(stage.state(0)).isEqualTo(NodeState.SYNCING);
    }
  }

  @Test
  void aChainThatHaltsBeforeOurEyesIsServedWithoutAPause() {
    stage = new HeadStage(3);
    stage.start().blocks(5);
    stage.halts();
    for (var step = 0; step < 200; step++) {
      stage.advance(Duration.ofMillis(300));
      assertThat(stage.view().nodes()).allMatch(node -> node.serves(-1));
    }

    assertThat(stage.served()).isEqualTo(20_005);
    assertThat(stage.view().halted()).isTrue();
    assertThat(stage.view().headBlockTimeMillis())
        .isLessThan(stage.loop.clock().wallTime().toEpochMilli() - 50_000);
  }

  @Test
  void aHaltedChainThatGoesOnIsServedWithoutAPause() {
    stage = new HeadStage(3);
    stage.start().blocks(5);
    stage.halts();
    stage.blocks(60);
    assertThat(stage.view().halted()).isTrue();
    stage.resumes();
    for (var step = 0; step < 100; step++) {
      stage.advance(Duration.ofMillis(100));
      assertThat(stage.view().ready()).isTrue();
    }

    assertThat(stage.served()).isBetween(20_009L, 20_010L);
    assertThat(stage.view().halted()).isFalse();
  }

  @Test
  void aLiveChainIsNotHalted() {
    stage.start();
    for (var step = 0; step < 50; step++) {
      stage.advance(Duration.ofMillis(700));
      assertThat(stage.view().halted()).isFalse();
      assertThat(stage.view().headBlockTimeMillis())
          .isGreaterThan(stage.loop.clock().wallTime().toEpochMilli() - 10_000);
    }
  }

  @Test
  void aNodeThatComesBackWithItsOldHeightIsNotTakenForAHaltedChain() {
    stage.start().blocks(5);
    stage.node(0).dies();
    stage.blocks(500);
    stage.node(0).comesBack().at(20_005);
    stage.advance(Duration.ofSeconds(3));

    assertThat(stage.state(0)).isEqualTo(NodeState.SYNCING);
    stage.node(0).syncsFrom(20_005, 40);
    stage.advance(Duration.ofSeconds(20));
    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
  }

  @Test
  void anOperatorMayServeASyncingNode() {
    stage = new HeadStage(1, true, true);
    stage.node(0).syncsFrom(10_000, 50);
    stage.start();

    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
    assertThat(stage.view().ready()).isTrue();
    assertThat(stage.served()).isLessThan(10_100);
  }
}
