package headgate.gateway.head.track;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.method.Lane;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One node's blocks are followed, one after the other, whatever becomes of that node. */
class FollowingTest {
  private static final Duration MOMENT = Duration.ofMillis(200);

  private HeadStage stage = new HeadStage(3);

  private int followed() {
    return stage.head.following().node();
  }

  @Test
  void oneNodeIsFollowedOverItsStream() {
    stage.start().blocks(10);

    assertThat(followed()).isZero();
    assertThat(stage.head.following().streaming()).isTrue();
    assertThat(stage.node(0).streamsFrom()).containsExactly(20_001L);
    assertThat(stage.node(1).streamsFrom()).isEmpty();
    assertThat(stage.node(2).streamsFrom()).isEmpty();
  }

  @Test
  void eachBlockIsReadOnceOfTheFollowedNodeBesideItsProbes() {
    stage.start().blocks(20);
    var asked = stage.node(0).blocksAsked();

    for (var height = 20_001L; height <= 20_020; height++) {
      assertThat(asked).contains(height);
    }
    // Besides, a probe reads the newest block once in two intervals.
    assertThat(asked.size()).isLessThanOrEqualTo(20 + 12);
    assertThat(stage.node(1).blocksAsked().size()).isLessThanOrEqualTo(12);
  }

  @Test
  void aStreamTellsANewBlockBeforeTheNextProbe() {
    stage.start().advance(Duration.ofMillis(1_899));
    assertThat(stage.served()).isEqualTo(20_000);
    stage.advance(Duration.ofMillis(60));

    assertThat(stage.served()).isEqualTo(20_001);
  }

  @Test
  void whenTheFollowedNodeDiesTheNextOneGoesOnAfterTheLastBlock() {
    stage.start().blocks(5).advance(MOMENT);
    stage.node(0).dies();
    stage.blocks(5);

    assertThat(followed()).isEqualTo(1);
    assertThat(stage.node(1).streamsFrom()).hasSize(1);
    assertThat(stage.node(1).streamsFrom().getFirst()).isBetween(20_006L, 20_008L);
    var asked = stage.node(1).blocksAsked();
    LongStream.rangeClosed(stage.node(1).streamsFrom().getFirst(), 20_010)
        .forEach(height -> assertThat(asked).contains(height));
  }

  @Test
  void aStreamThatEndsIsOpenedAgainAndProbesGoOnMeanwhile() {
    stage.start().blocks(5);
    stage.node(0).dies().comesBack();
    stage.advance(Duration.ofMillis(600));
    assertThat(stage.head.following().streaming()).isFalse();
    stage.blocks(2);
    assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
    stage.blocks(3);

    assertThat(stage.head.following().streaming()).isTrue();
    assertThat(stage.node(0).streamsFrom()).hasSize(2);
  }

  @Test
  void aNodeThatTellsNothingForThreeIntervalsWhileOthersHaveMoreIsLeft() {
    stage.start().blocks(5);
    stage.node(0).at(stage.chain());
    stage.blocks(2);
    assertThat(followed()).isZero();
    stage.blocks(3);

    assertThat(followed()).isEqualTo(1);
    assertThat(stage.node(0).streamsOpen()).isZero();
    assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
  }

  @Test
  void aStreamThatFallsSilentCostsNothingWhileProbesTell() {
    stage.start().blocks(5);
    stage.node(0).fallsSilent();
    stage.blocks(10);

    assertThat(followed()).isZero();
    assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
    assertThat(stage.node(0).blocksAsked()).contains(stage.chain() - 1);
  }

  @Test
  void aHaltedChainIsNoReasonToLeaveANode() {
    stage.start().blocks(5);
    stage.halts();
    stage.blocks(50);

    assertThat(followed()).isZero();
    assertThat(stage.node(0).streamsFrom()).hasSize(1);
  }

  @Test
  void withoutStreamsTheBlocksAreFollowedByProbes() {
    stage = new HeadStage(3, false, false);
    stage.start().blocks(10);

    assertThat(stage.head.following().streaming()).isFalse();
    assertThat(followed()).isZero();
    for (var height = 20_001L; height <= 20_009; height++) {
      assertThat(stage.node(0).blocksAsked()).contains(height);
    }
  }

  @Test
  void aNodeThatTakesNoStreamIsFollowedByProbes() {
    stage.node(0).hasNoFeed();
    stage.start().blocks(10);

    assertThat(followed()).isZero();
    assertThat(stage.head.following().streaming()).isFalse();
    assertThat(stage.node(0).blocksAsked()).contains(20_009L);
  }

  @Test
  void afterALongGapItGoesOnFromWhatAQuorumAgreesOn() {
    stage.start().blocks(2);
    stage.nodes.forEach(HeadStage.Played::dies);
    stage.blocks(2_000);
    var before = stage.node(0).blocksAsked().size() + stage.node(1).blocksAsked().size();
    stage.nodes.forEach(HeadStage.Played::comesBack);
    stage.blocks(5);

    assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
    assertThat(stage.node(0).blocksAsked().size() + stage.node(1).blocksAsked().size() - before)
        .isLessThan(60);
  }

  @Test
  void afterAGapOfAnHourANodeThatIsAloneIsFollowedLinkByLink() {
    stage.start().blocks(2);
    stage.nodes.forEach(HeadStage.Played::dies);
    stage.blocks(900);
    stage.node(1).comesBack();
    stage.blocks(20);

    assertThat(stage.served()).isBetween(stage.chain() - 1, stage.chain());
    assertThat(stage.node(1).blocksAsked()).contains(20_003L, 20_400L, 20_800L);
  }

  @Test
  void onceStoppedItsStreamIsClosed() {
    stage.start().blocks(2);
    stage.head.stop();
    stage.blocks(10);

    assertThat(stage.node(0).streamsOpen()).isZero();
    assertThat(stage.loop.timersSet()).isZero();
  }

  @Test
  void aPrimaryWithStreamsIsFollowedFirstAndAgainOnceItIsBack() {
    stage =
        new HeadStage(
            List.of(
                NodeDuty.of(NodeRole.FALLBACK),
                new NodeDuty(NodeRole.PRIMARY, Set.of(Lane.READ)),
                NodeDuty.EVERYTHING));
    stage.start().blocks(5).advance(MOMENT);
    assertThat(followed()).isEqualTo(2);
    stage.node(2).dies();
    stage.blocks(5);
    assertThat(followed()).as("a primary, though without streams").isEqualTo(1);
    stage.node(1).dies();
    stage.blocks(5);
    assertThat(followed()).as("nobody else").isZero();
    stage.node(2).comesBack();
    stage.blocks(5);

    assertThat(followed()).isEqualTo(2);
  }

  @Test
  void aSilentPrimaryIsLeftForAFallbackAndNotTakenBackAtOnce() {
    stage = new HeadStage(List.of(NodeDuty.EVERYTHING, NodeDuty.of(NodeRole.FALLBACK)));
    stage.start().blocks(3);
    assertThat(followed()).isZero();
    stage.node(0).hidesBlocks();
    stage.blocks(8);
    assertThat(followed()).isEqualTo(1);
    var asked = stage.node(1).streamsFrom().size();
    stage.blocks(8);

    assertThat(followed()).isEqualTo(1);
    assertThat(stage.node(1).streamsFrom()).hasSize(asked);
  }
}
