package headgate.gateway.head.track;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.head.HeadView;
import headgate.gateway.head.NodeState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The serving height of a group of nodes over time, whatever becomes of its nodes. */
class ServingHeightTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private HeadStage stage = new HeadStage(3);

  @Test
  void theServingHeightFollowsTheChain() {
    stage.start();
    assertThat(stage.served()).isEqualTo(20_000);
    stage.blocks(50).advance(Duration.ofMillis(200));

    assertThat(stage.served()).isEqualTo(20_050);
    assertThat(stage.view().ready()).isTrue();
    assertThat(stage.view().generation()).isZero();
  }

  @Test
  void itIsConfirmedWithinTheLastSecondAllTheTime() {
    stage.start();
    for (var step = 0; step < 400; step++) {
      stage.advance(Duration.ofMillis(50));
      var age = stage.loop.clock().nanos() - stage.view().confirmedAtNanos();
      assertThat(age).isBetween(0L, SECOND.toNanos());
    }
  }

  @Test
  void itStaysConfirmedWhileOneOfThreeIsDead() {
    for (var dead = 0; dead < 3; dead++) {
      stage = new HeadStage(3);
      stage.start().blocks(3);
      stage.node(dead).dies();
      confirmedForTwentySeconds("node " + dead + " dead");
    }
  }

  @Test
  void itStaysConfirmedWhileOneOfThreeIsSlow() {
    for (var slow = 0; slow < 3; slow++) {
      stage = new HeadStage(3);
      stage.start().blocks(3);
      stage.node(slow).slowBy(Duration.ofMillis(900));
      confirmedForTwentySeconds("node " + slow + " slow");
    }
  }

  private void confirmedForTwentySeconds(String why) {
    for (var step = 0; step < 400; step++) {
      stage.advance(Duration.ofMillis(50));
      var age = stage.loop.clock().nanos() - stage.view().confirmedAtNanos();
      assertThat(age).as("%s, step %d", why, step).isBetween(0L, SECOND.toNanos());
    }
  }

  @Test
  void aLiarThatClimbsDoesNotHaveTheOthersAskedAllTheTime() {
    stage.start();
    stage.node(0).at(1_000_000).slowBy(Duration.ZERO);
    var probes = stage.node(1).probes();
    for (var height = 1; height <= 200; height++) {
      stage.head.answered(0, 1_000_000 + height);
      stage.advance(Duration.ofMillis(20));
    }

    // In 4 s: eight probes as ever, and one for the liar in each block interval.
    assertThat(stage.node(1).probes() - probes).isLessThanOrEqualTo(8 + 3);
  }

  @Test
  void aLoneHigherReportAsksTheOthersAtOnceAndMovesNothing() {
    stage.nodes.forEach(node -> node.hasNoFeed());
    stage.nodes.forEach(node -> node.at(20_000));
    stage.start();
    var probes = stage.node(1).probes() + stage.node(2).probes();
    stage.node(0).at(20_001);
    stage.advance(Duration.ofMillis(410));

    assertThat(stage.served()).isEqualTo(20_000);
    assertThat(stage.node(1).probes() + stage.node(2).probes()).isEqualTo(probes + 2);
  }

  @Test
  void aLiarAheadIsExcludedAndMovesNothing() {
    stage.start();
    stage.node(0).at(1_000_000);
    for (var block = 0; block < 30; block++) {
      stage.blocks(1);
      assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
    }

    assertThat(stage.state(0)).isEqualTo(NodeState.AHEAD);
    assertThat(stage.reason(0)).contains("blocks ahead of every other node");
    assertThat(stage.state(1)).isEqualTo(NodeState.UP);
  }

  @Test
  void aLiarThatKeepsThePaceFarAheadMovesNothing() {
    stage.start();
    stage.node(0).behind(-500).forks(0, "lie");
    stage.blocks(30);

    assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
    assertThat(stage.view().nodes().getFirst().serves(-1)).isFalse();
  }

  @Test
  void aLiarWithoutTheBlockItClaimsHasNoVoteAtStart() {
    stage.node(0).at(1_000_000).hidesBlocks();
    stage.node(1).dies();
    stage.node(2).dies();
    stage.start().blocks(30);

    assertThat(stage.served()).isEqualTo(-1);
    assertThat(stage.view().ready()).isFalse();
  }

  @Test
  void aLoneVoteAtStartMovesNothingForThreeBlockIntervals() {
    stage.node(1).dies();
    stage.node(2).dies();
    stage.start().advance(SECOND);
    stage.advance(Duration.ofMillis(5_500));
    assertThat(stage.served()).isEqualTo(-1);
    stage.advance(SECOND);

    assertThat(stage.served()).isBetween(20_002L, 20_003L);
    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
  }

  @Test
  void aLiarWithALoneVoteAtStartIsNotBelievedAnOldOrAFutureBlock() {
    stage.node(0).at(1_000_000);
    stage.node(1).dies();
    stage.node(2).dies();
    stage.start().blocks(5);
    assertThat(stage.served()).isEqualTo(-1);
    stage.node(1).comesBack();
    stage.blocks(1);

    assertThat(stage.served()).isEqualTo(20_006);
    assertThat(stage.state(0)).isEqualTo(NodeState.AHEAD);
  }

  @Test
  void aNodeLeftAloneSufficesAfterThreeIntervalsAsFarAsItsBlocksLink() {
    stage.start();
    stage.node(1).dies();
    stage.node(2).dies();
    var before = stage.served();
    stage.blocks(2);
    assertThat(stage.served()).isLessThanOrEqualTo(before + 1);
    stage.blocks(3);
    for (var block = 0; block < 20; block++) {
      stage.blocks(1);
      assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
      assertThat(stage.state(0)).isEqualTo(NodeState.UP);
    }
  }

  @Test
  void whileANodeIsLeftAloneItServesTheOldHeightWithoutAPause() {
    stage.start();
    stage.node(1).dies();
    stage.node(2).dies();
    for (var step = 0; step < 100; step++) {
      stage.advance(Duration.ofMillis(200));
      assertThat(stage.view().nodes().getFirst().serves(stage.served())).isTrue();
      // For a probe's deadline nobody knows that the others are gone.
      assertThat(stage.loop.clock().nanos() - stage.view().confirmedAtNanos())
          .isLessThan(1_600_000_000);
    }
  }

  @Test
  void aNodeLeftAloneWhoseBlocksDoNotLinkMovesNothing() {
    stage.start();
    stage.node(1).dies();
    stage.node(2).dies();
    stage.advance(Duration.ofSeconds(3));
    assertThat(stage.state(1)).isEqualTo(NodeState.DOWN);
    var asked = stage.node(0).blocksAsked().size();
    stage.node(0).forks(0, "other");
    stage.blocks(20);

    // As far as it was followed before.
    assertThat(stage.served()).isEqualTo(20_001);
    assertThat(stage.view().generation()).isZero();
    // In 40 s: its newest block each 4 s, and the one that does not link each block interval.
    assertThat(stage.node(0).blocksAsked().size() - asked).isLessThanOrEqualTo(11 + 21);
  }

  @Test
  void aLoneNodeWithAnotherChainGetsNoCallsUntilTheHeightIsLoweredByCommand() {
    stage.start().blocks(5);
    stage.node(1).dies();
    stage.node(2).dies();
    stage.blocks(5);
    stage.node(0).forks(0, "other");
    stage.blocks(20);
    assertThat(stage.state(0)).isEqualTo(NodeState.AHEAD);
    assertThat(stage.view().ready()).isFalse();
    stage.head.lowerServingHeight(stage.served(), stage.served() - 1);
    stage.blocks(10);

    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
    assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
    assertThat(stage.view().generation()).isEqualTo(1);
  }

  @Test
  void aNodeLeftAloneWhoseBlocksAreOldMovesNothing() {
    stage.start();
    stage.node(1).dies();
    stage.node(2).dies();
    stage.node(0).shiftsTimes(Duration.ofSeconds(-12));
    stage.blocks(20);

    assertThat(stage.served()).isLessThanOrEqualTo(20_001);
  }

  @Test
  void ofTwoNodesTheOneThatGoesOnSufficesWhileTheOtherStandsStill() {
    stage = new HeadStage(2);
    stage.start();
    stage.node(1).at(20_000);
    stage.blocks(30);

    assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
    assertThat(stage.state(1)).isEqualTo(NodeState.STALLED);
    assertThat(stage.reason(1)).contains("standing still for");
  }

  @Test
  void aQuorumThatStandsStillIsNotOverruledByOneNode() {
    stage.start();
    stage.node(1).at(20_000);
    stage.node(2).at(20_000);
    stage.blocks(30);

    assertThat(stage.served()).isEqualTo(20_000);
    assertThat(stage.state(0)).isEqualTo(NodeState.AHEAD);
    assertThat(stage.state(1)).isEqualTo(NodeState.UP);
  }

  @Test
  void aLaggardIsExcludedAndHoldsNobodyUp() {
    stage.start();
    stage.node(2).behind(5);
    stage.blocks(10);

    assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
    assertThat(stage.state(2)).isEqualTo(NodeState.LAGGING);
    stage.node(2).follows();
    stage.blocks(1);
    assertThat(stage.state(2)).isEqualTo(NodeState.UP);
  }

  @Test
  void aNodeThatGoesBackCountsWithItsNewHeightAndTheServingHeightStays() {
    stage.start().blocks(10);
    var before = stage.served();
    stage.node(0).at(19_900);
    stage.node(1).at(19_900);
    stage.node(2).at(19_900);
    stage.advance(SECOND);

    assertThat(stage.served()).isEqualTo(before);
    assertThat(stage.view().nodes()).allMatch(node -> node.height() == 19_900);
    assertThat(stage.view().nodes()).noneMatch(node -> node.serves(-1));
  }

  @Test
  void whenAllNodesAreGoneTheHeightStaysAndNobodyIsUp() {
    stage.start().blocks(10);
    var before = stage.served();
    stage.nodes.forEach(HeadStage.Played::dies);
    stage.blocks(5);

    assertThat(stage.served()).isEqualTo(before);
    assertThat(stage.view().ready()).isFalse();
    assertThat(stage.view().nodes()).allMatch(node -> node.state() == NodeState.DOWN);
  }

  @Test
  void aRestartOfEveryNodeAtOnceEndsWhereTheChainIs() {
    stage.start().blocks(10);
    var before = stage.served();
    stage.nodes.forEach(HeadStage.Played::dies);
    stage.advance(Duration.ofSeconds(30));
    stage.nodes.forEach(HeadStage.Played::comesBack);
    stage.nodes.forEach(node -> node.syncsFrom(before - 3, 5));
    for (var step = 0; step < 40; step++) {
      stage.advance(Duration.ofMillis(200));
      assertThat(stage.served()).isGreaterThanOrEqualTo(before);
      checkNobodyServesAnOldHead(stage.view());
    }
    stage.blocks(2);

    assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
    assertThat(stage.view().nodes()).allMatch(node -> node.serves(stage.served() - 1));
    assertThat(stage.view().generation()).isZero();
  }

  private void checkNobodyServesAnOldHead(HeadView view) {
    for (var node : view.nodes()) {
      if (node.serves(-1)) {
        assertThat(node.height()).isGreaterThanOrEqualTo(stage.chain() - 10);
      }
    }
  }

  @Test
  void aFlappingNodeNeitherLowersNorHoldsTheHeight() {
    stage.start();
    var served = stage.served();
    for (var turn = 0; turn < 40; turn++) {
      if (turn % 2 == 0) {
        stage.node(0).dies();
      } else {
        stage.node(0).comesBack();
      }
      stage.advance(Duration.ofMillis(1_300));
      assertThat(stage.served()).isGreaterThanOrEqualTo(served);
      served = stage.served();
      assertThat(served).isBetween(stage.chain() - 1, stage.chain());
    }
  }

  @Test
  void oneConfiguredNodeDecidesAlone() {
    stage = new HeadStage(1);
    stage.start();
    assertThat(stage.served()).isEqualTo(20_000);
    stage.blocks(5);

    assertThat(stage.served()).isEqualTo(20_005);
  }

  @Test
  void aNodeOnAnotherNetworkRaisesTheGenerationWhenItWasUpBefore() {
    stage.start();
    stage.node(2).network("0x2");
    stage.blocks(1);

    assertThat(stage.state(2)).isEqualTo(NodeState.WRONG_NETWORK);
    assertThat(stage.view().generation()).isEqualTo(1);
    stage.blocks(3);
    assertThat(stage.view().generation()).isEqualTo(1);
  }
}
