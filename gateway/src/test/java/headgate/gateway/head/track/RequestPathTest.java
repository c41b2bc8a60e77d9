package headgate.gateway.head.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.gateway.head.NodeState;
import headgate.gateway.testkit.ManualClock;
import headgate.gateway.testkit.ManualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What calls ask and tell the head, and what operators order. */
class RequestPathTest {
  private final HeadStage stage = new HeadStage(3, false, false);
  private final List<Long> told = new ArrayList<>();

  private void refresh() {
    stage.head.refresh(stage.loop, () -> told.add(stage.loop.elapsed().toMillis()));
  }

  private int probes() {
    return stage.nodes.stream().mapToInt(HeadStage.Played::probes).sum();
  }

  @Test
  void whereTheHeightWasConfirmedJustNowNobodyIsAsked() {
    stage.start();
    var before = probes();
    refresh();
    stage.advance(Duration.ofMillis(1));

    assertThat(told).containsExactly(100L);
    assertThat(probes()).isEqualTo(before);
  }

  @Test
  void oldEvidenceIsRenewedOnceForAllWhoAsk() {
    var slow = new HeadStage(3, false, false, Duration.ofSeconds(30));
    slow.start().advance(Duration.ofSeconds(5));
    var before = slow.nodes.stream().mapToInt(HeadStage.Played::probes).sum();
    for (var call = 0; call < 100; call++) {
      slow.head.refresh(slow.loop, () -> told.add(slow.loop.elapsed().toMillis()));
    }
    slow.advance(Duration.ofMillis(50));

    assertThat(told).hasSize(100).allMatch(at -> at <= 5_120);
    // Each node once, and the other two again when the first one told a new height.
    assertThat(slow.nodes.stream().mapToInt(HeadStage.Played::probes).sum())
        .isBetween(before + 3, before + 5);
    assertThat(slow.served()).isEqualTo(20_002);
  }

  @Test
  void whereNoNodeAnswersOneIsToldWhenTheProbesHaveMissed() {
    stage.start();
    stage.nodes.forEach(HeadStage.Played::dies);
    stage.advance(Duration.ofSeconds(5));
    refresh();
    stage.advance(Duration.ofMillis(1_600));

    assertThat(told).hasSize(1);
    assertThat(stage.view().ready()).isFalse();
  }

  @Test
  void theAskerIsToldOnItsOwnLoop() {
    var other = new ManualLoop(1, new ManualClock());
    stage.start();
    stage.head.refresh(other, () -> told.add(1L));
    stage.advance(Duration.ofMillis(1));
    assertThat(told).isEmpty();
    other.settle();

    assertThat(told).containsExactly(1L);
  }

  @Test
  void anAnswerAboveTheServingHeightCountsAsItsNodesReport() {
    stage.start();
    stage.nodes.forEach(node -> node.at(20_001));
    stage.head.answered(1, 20_001);
    stage.advance(Duration.ofMillis(30));

    assertThat(stage.view().nodes().get(1).height()).isEqualTo(20_001);
    // The others were asked at once.
    assertThat(stage.served()).isEqualTo(20_001);
  }

  @Test
  void whoLiedOnceHasTheOthersAskedAsBeforeWhenItIsAheadAgain() {
    stage.nodes.forEach(node -> node.at(20_000));
    stage.start();
    stage.node(0).at(1_000_000);
    stage.advance(Duration.ofSeconds(2));
    stage.node(0).at(20_000);
    stage.advance(Duration.ofMillis(1_150));
    var probes = stage.node(1).probes() + stage.node(2).probes();
    stage.head.answered(0, 20_001);
    stage.advance(Duration.ofMillis(30));

    assertThat(stage.node(1).probes() + stage.node(2).probes()).isEqualTo(probes + 2);
  }

  @Test
  void afterOneAbsurdAnswerTheNextOnesCountAsBefore() {
    stage.nodes.forEach(node -> node.at(20_000));
    stage.start();
    stage.head.answered(1, Long.MAX_VALUE);
    stage.advance(Duration.ofSeconds(2));
    assertThat(stage.view().nodes().get(1).height()).isEqualTo(20_000);
    stage.nodes.forEach(node -> node.at(20_001));
    stage.head.answered(1, 20_001);
    stage.advance(Duration.ofMillis(30));

    assertThat(stage.served()).isEqualTo(20_001);
  }

  @Test
  void afterAPauseOnlyProbesThatBeganAfterwardsCount() {
    stage.start();
    stage.nodes.forEach(node -> node.slowBy(Duration.ofMillis(300)));
    stage.advance(Duration.ofSeconds(1));
    var probes = probes();
    stage.head.refresh(stage.loop, () -> told.add(confirmedAgeMillis(stage)));
    // Every node is being asked. What they answer comes after the pause, and says nothing of it.
    stage.loop.stall(Duration.ofSeconds(3));
    stage.loop.settle();
    assertThat(told).isEmpty();
    stage.advance(Duration.ofMillis(700));

    assertThat(told).hasSize(1);
    assertThat(told.getFirst()).isLessThanOrEqualTo(1_000);
    assertThat(probes()).isLessThanOrEqualTo(probes + 2 * 3);
  }

  @Test
  void whoAsksDuringTheProbesOfAnotherWaitsForItsOwn() {
    var slow = new HeadStage(3, false, false, Duration.ofSeconds(30));
    slow.start().advance(Duration.ofSeconds(5));
    slow.nodes.forEach(HeadStage.Played::dies);
    slow.head.refresh(slow.loop, () -> told.add(1L));
    slow.advance(Duration.ofMillis(900));
    slow.nodes.forEach(HeadStage.Played::comesBack);
    slow.head.refresh(slow.loop, () -> told.add(confirmedAgeMillis(slow) <= 1_000 ? 2L : -2L));
    slow.advance(Duration.ofMillis(150));

    assertThat(told).containsExactly(1L, 2L);
  }

  private static long confirmedAgeMillis(HeadStage of) {
    return (of.loop.clock().nanos() - of.view().confirmedAtNanos()) / 1_000_000;
  }

  @Test
  void aBugInWhoIsToldAViewStopsNothing() {
    stage.start();
    stage.nextViewThrows();
    assertThatThrownBy(() -> stage.advance(Duration.ofSeconds(1))).hasMessage("a bug");
    stage.blocks(3);

    assertThat(stage.served()).isEqualTo(stage.chain());
    assertThat(stage.nodes).allMatch(node -> node.probes() > 10);
  }

  @Test
  void aLoneAnswerMovesNothing() {
    stage.start();
    stage.head.answered(1, 5_000_000);
    stage.advance(Duration.ofMillis(100));

    assertThat(stage.served()).isEqualTo(20_000);
  }

  @Test
  void theServingHeightFallsByCommandOnlyAndThenTheGenerationRises() {
    stage.start().blocks(5);
    stage.nodes.forEach(node -> node.at(20_002));
    stage.blocks(1);
    assertThat(stage.served()).isEqualTo(20_005);
    stage.head.lowerServingHeight(20_005, 20_002);
    stage.advance(Duration.ofMillis(10));

    assertThat(stage.served()).isEqualTo(20_002);
    assertThat(stage.view().generation()).isEqualTo(1);
    assertThat(stage.view().ready()).isTrue();
  }

  @Test
  void aCommandToLowerDoesNotRaise() {
    stage.start();
    stage.head.lowerServingHeight(20_000, 30_000);
    stage.head.lowerServingHeight(20_000, -1);
    stage.advance(Duration.ofMillis(10));

    assertThat(stage.served()).isEqualTo(20_000);
    assertThat(stage.view().generation()).isZero();
  }

  @Test
  void anOrderToLowerAHeightThatIsNotServedAnyMoreIsNotCarriedOut() {
    stage.start().blocks(5);
    var stale = stage.head.lowerServingHeight(20_004, 20_000);
    stage.advance(Duration.ofMillis(10));

    assertThat(stale).isCompletedWithValue(false);
    assertThat(stage.served()).isEqualTo(20_005);
    assertThat(stage.view().generation()).isZero();
  }

  @Test
  void whatNodesAgreeOnRaisesALoweredHeightAgain() {
    stage.start().blocks(5);
    stage.head.lowerServingHeight(20_005, 20_000);
    stage.advance(Duration.ofMillis(600));

    assertThat(stage.served()).isEqualTo(20_005);
    assertThat(stage.view().generation()).isEqualTo(1);
  }

  @Test
  void theGenerationIsRaisedByCommand() {
    stage.start();
    stage.head.raiseGeneration("rules were read again");
    stage.advance(Duration.ofMillis(10));

    assertThat(stage.view().generation()).isEqualTo(1);
    assertThat(stage.served()).isEqualTo(20_000);
  }

  @Test
  void aDrainedNodeGetsNoCallsAndHasNoVoteUntilItIsResumed() {
    stage.start();
    stage.head.drain(0);
    stage.head.drain(1);
    stage.advance(Duration.ofMillis(10));
    assertThat(stage.state(0)).isEqualTo(NodeState.DRAINING);
    stage.blocks(2);
    assertThat(stage.served()).isEqualTo(20_000);
    stage.head.resume(0);
    stage.advance(Duration.ofMillis(600));

    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
    assertThat(stage.served()).isEqualTo(20_002);
    assertThat(stage.view().generation()).isZero();
  }
}
