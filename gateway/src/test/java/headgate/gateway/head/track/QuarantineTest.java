package headgate.gateway.head.track;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.head.NodeState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two nodes that show different blocks of one height: who is believed, and who comes back. */
class QuarantineTest {
  private HeadStage stage = new HeadStage(3);

  @Test
  void ofThreeTheOneOutsideTheMajorityIsPutInQuarantine() {
    stage.start().blocks(3);
    stage.node(2).forks(20_004, "other");
    stage.blocks(6);

    assertThat(stage.state(2)).isEqualTo(NodeState.QUARANTINED);
    assertThat(stage.reason(2)).startsWith("showed another block than others at height 2000");
    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
    assertThat(stage.state(1)).isEqualTo(NodeState.UP);
    assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
  }

  @Test
  void aQuarantineRaisesTheGenerationOnceAndIsCounted() {
    stage.start().blocks(3);
    stage.node(2).forks(20_004, "other");
    stage.blocks(60);

    assertThat(stage.view().generation()).isEqualTo(1);
    assertThat(stage.head.following().quarantines()).isEqualTo(1);
  }

  @Test
  void theFollowedNodeIsFoundOutToo() {
    stage.start().blocks(3);
    stage.node(0).forks(20_004, "other");
    stage.blocks(8);

    assertThat(stage.state(0)).isEqualTo(NodeState.QUARANTINED);
    assertThat(stage.head.following().node()).isNotZero();
    assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
  }

  @Test
  void ofTwoTheOneThatDoesNotLinkToWhatWasFollowedIsPutInQuarantine() {
    stage = new HeadStage(2);
    stage.start().blocks(3);
    // It had forked before, and shows it only now.
    stage.node(1).forks(20_001, "other");
    stage.blocks(6);

    assertThat(stage.state(1)).isEqualTo(NodeState.QUARANTINED);
    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
    assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
  }

  @Test
  void whoseBlocksBecomeOthersWhileTheChainStandsStillIsFoundOut() {
    stage.start().blocks(3).advance(Duration.ofSeconds(1));
    stage.halts();
    stage.advance(Duration.ofSeconds(60));
    stage.node(2).forks(20_002, "other");
    stage.advance(Duration.ofSeconds(12));

    assertThat(stage.state(2)).isEqualTo(NodeState.QUARANTINED);
    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
    assertThat(stage.state(1)).isEqualTo(NodeState.UP);
    assertThat(stage.served()).isEqualTo(20_003);
  }

  @Test
  void whoeverHasTheBlockLaterSoonDecidesBetweenThoseWhoHadItFirst() {
    stage = new HeadStage(4);
    stage.start().blocks(3);
    stage.node(3).forks(stage.chain() + 1, "third");
    stage.blocks(6);
    stage.node(3).heals();
    stage.blocks(20);
    assertThat(stage.state(3)).isEqualTo(NodeState.UP);

    stage.node(2).behind(1);
    stage.node(3).behind(1);
    stage.node(1).forks(stage.chain() + 1, "other");
    stage.blocks(1);
    stage.advance(Duration.ofMillis(1_500));
    assertThat(stage.state(0)).isEqualTo(NodeState.QUARANTINED);
    assertThat(stage.state(1)).isEqualTo(NodeState.QUARANTINED);
    stage.advance(HeadStage.INTERVAL.multipliedBy(2));

    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
    assertThat(stage.state(1)).isEqualTo(NodeState.QUARANTINED);
  }

  private void twoThatBothLinkDiffer() {
    stage = new HeadStage(2, false, false);
    stage.start().blocks(3).advance(Duration.ofSeconds(1));
    stage.halts();
    stage.node(0).at(20_004);
    stage.node(1).at(20_004).forks(20_004, "other");
    stage.advance(Duration.ofSeconds(10));
  }

  @Test
  void ofTwoThatBothLinkNeitherIsBelieved() {
    twoThatBothLinkDiffer();

    assertThat(stage.state(0)).isEqualTo(NodeState.QUARANTINED);
    assertThat(stage.state(1)).isEqualTo(NodeState.QUARANTINED);
    assertThat(stage.view().ready()).isFalse();
    assertThat(stage.served()).isGreaterThanOrEqualTo(20_003);
  }

  @Test
  void ofTwoThatBothLinkTheOneThatItsOperatorTakesBackIsBelievedUntilTheyAgree() {
    twoThatBothLinkDiffer();
    stage.head.resume(0);
    stage.advance(Duration.ofMinutes(1));
    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
    assertThat(stage.state(1)).isEqualTo(NodeState.QUARANTINED);
    stage.node(1).heals();
    stage.advance(Duration.ofMinutes(1));
    assertThat(stage.state(1)).isEqualTo(NodeState.UP);
    stage.node(0).forks(20_004, "third");
    stage.node(0).at(20_003);
    stage.advance(Duration.ofSeconds(5));
    stage.node(0).at(20_004);
    stage.advance(Duration.ofSeconds(30));

    assertThat(stage.view().nodes()).noneMatch(node -> node.serves(-1));
  }

  @Test
  void whoIsTakenBackIsFollowedThoughTheOtherOneWasBefore() {
    stage = new HeadStage(2);
    stage.start().blocks(3);
    stage.node(1).forks(20_001, "other");
    stage.blocks(6);
    assertThat(stage.state(1)).isEqualTo(NodeState.QUARANTINED);
    stage.head.resume(1);
    stage.blocks(30);

    assertThat(stage.state(0)).isEqualTo(NodeState.QUARANTINED);
    assertThat(stage.state(1)).isEqualTo(NodeState.UP);
    assertThat(stage.served()).isGreaterThan(20_020);
  }

  @Test
  void whatItsOperatorSaidOfANodeIsUsedUpOnceNobodyDiffersFromIt() {
    stage = new HeadStage(2, false, false);
    stage.start().blocks(3);
    stage.node(1).forks(20_001, "other");
    stage.blocks(6);
    assertThat(stage.state(1)).isEqualTo(NodeState.QUARANTINED);
    stage.node(1).heals();
    stage.head.resume(1);
    stage.blocks(30).advance(Duration.ofSeconds(1));
    stage.halts();
    var next = stage.chain() + 1;
    stage.node(0).at(next);
    stage.node(1).at(next).forks(next, "third");
    stage.advance(Duration.ofSeconds(10));

    assertThat(stage.state(0)).isEqualTo(NodeState.QUARANTINED);
    assertThat(stage.state(1)).isEqualTo(NodeState.QUARANTINED);
  }

  @Test
  void nobodyIsJudgedWithoutAMajorityBeforeEachNodeHadItsChancesToSpeak() {
    stage = new HeadStage(3, false, false);
    stage.start().blocks(3).advance(Duration.ofSeconds(1));
    stage.halts();
    stage.node(2).at(20_004).hidesBlocks();
    stage.node(0).at(20_004);
    stage.node(1).at(20_004).forks(20_004, "other");
    stage.advance(Duration.ofSeconds(3));
    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
    stage.node(2).showsBlocks();
    stage.advance(Duration.ofSeconds(15));

    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
    assertThat(stage.state(1)).isEqualTo(NodeState.QUARANTINED);
    assertThat(stage.state(2)).isEqualTo(NodeState.UP);
  }

  @Test
  void againstTheMajorityNoOperatorsWordHelps() {
    stage.start().blocks(3);
    stage.node(2).forks(20_004, "other");
    stage.blocks(6);
    stage.head.resume(2);
    stage.blocks(20);

    assertThat(stage.state(2)).isEqualTo(NodeState.QUARANTINED);
    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
  }

  @Test
  void whileOneIsInQuarantineTheNextOneIsFoundOutAsSoon() {
    stage = new HeadStage(5);
    stage.start().blocks(3);
    stage.node(4).forks(20_004, "other");
    stage.blocks(6);
    assertThat(stage.state(4)).isEqualTo(NodeState.QUARANTINED);
    stage.node(3).forks(stage.chain() + 1, "third");
    stage.blocks(5);

    assertThat(stage.state(3)).isEqualTo(NodeState.QUARANTINED);
    assertThat(stage.state(4)).isEqualTo(NodeState.QUARANTINED);
    assertThat(stage.view().generation()).isEqualTo(2);
    assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
  }

  @Test
  void aDifferenceSeenOnceIsNotForgottenWhileNodesAreBusyWithAnother() {
    stage = new HeadStage(5);
    stage.start().blocks(3);
    stage.node(4).forks(20_004, "other");
    stage.blocks(6);
    stage.halts();
    var last = stage.chain();
    stage.node(3).at(last - 1);
    stage.advance(Duration.ofSeconds(3));
    // It shows its own last block once, as the chain brings no other one.
    stage.node(3).forks(last, "late").follows();
    stage.advance(Duration.ofSeconds(8));

    assertThat(stage.state(3)).isEqualTo(NodeState.QUARANTINED);
    assertThat(stage.state(0)).isEqualTo(NodeState.UP);
  }

  @Test
  void aNodeThatDoesNotSayItsBlockAgainIsJudgedByTheOneItShowed() {
    stage = new HeadStage(3, false, false);
    stage.start().blocks(3);
    stage.halts();
    stage.node(2).at(stage.chain() - 1);
    stage.advance(Duration.ofSeconds(5));
    stage.node(2).forks(stage.chain(), "late").follows().showsEachBlockOnce();
    stage.advance(Duration.ofSeconds(8));

    assertThat(stage.state(2)).isEqualTo(NodeState.QUARANTINED);
  }

  @Test
  void twoThatAreLeftOverAndStillDifferAreBothNotBelieved() {
    stage.start().blocks(3);
    stage.node(2).forks(20_001, "second");
    stage.blocks(6);
    assertThat(stage.state(2)).isEqualTo(NodeState.QUARANTINED);
    stage.node(1).forks(stage.chain() + 1, "first");
    stage.blocks(8);

    assertThat(stage.view().nodes()).noneMatch(node -> node.serves(-1));
  }

  @Test
  void aNodeInQuarantineHasNoVote() {
    stage.start().blocks(3);
    stage.node(2).forks(20_004, "other");
    stage.blocks(6);
    stage.node(1).at(stage.chain());
    var before = stage.chain();
    stage.blocks(2);

    // Node 0 alone is no quorum, though node 2 has reported as much.
    assertThat(stage.served()).isEqualTo(before);
  }

  @Test
  void aNodeThatAgreesAgainIsTakenBack() {
    stage.start().blocks(3);
    stage.node(2).forks(20_004, "other");
    stage.blocks(6);
    assertThat(stage.state(2)).isEqualTo(NodeState.QUARANTINED);
    stage.node(2).heals();
    stage.blocks(10);

    assertThat(stage.state(2)).isEqualTo(NodeState.UP);
    assertThat(stage.view().generation()).isEqualTo(1);
  }

  @Test
  void anOperatorTakesANodeBack() {
    stage.start().blocks(3);
    stage.node(2).forks(20_004, "other").behind(1);
    stage.blocks(6);
    assertThat(stage.state(2)).isEqualTo(NodeState.QUARANTINED);
    stage.head.resume(2);
    stage.advance(Duration.ofMillis(1));

    assertThat(stage.state(2)).isEqualTo(NodeState.UP);
  }

  @Test
  void whereAllAgreeOnAnotherBlockTheChainIsFollowedAnew() {
    stage.start().blocks(3);
    stage.nodes.forEach(node -> node.forks(0, "reset"));
    stage.blocks(20);

    assertThat(stage.view().nodes()).allMatch(node -> node.serves(-1));
    assertThat(stage.view().generation()).isEqualTo(1);
    assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
    assertThat(stage.node(0).blocksAsked()).contains(stage.chain() - 1);
  }

  @Test
  void comparingCostsNoNodeMoreThanAQuestionInFiveSeconds() {
    stage.start().blocks(3);
    stage.node(2).forks(20_004, "other");
    stage.blocks(4);
    var before = stage.node(1).blocksAsked().size();
    stage.blocks(50);

    // In 100 s: a newest block each 4 s, and a comparison each 10 s.
    assertThat(stage.node(1).blocksAsked().size() - before).isLessThanOrEqualTo(25 + 11);
  }
}
