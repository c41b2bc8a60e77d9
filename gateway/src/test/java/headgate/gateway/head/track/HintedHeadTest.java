package headgate.gateway.head.track;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.head.HeightWaits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a height that another gateway serves does to the head, on virtual time. */
class HintedHeadTest {
  private static final Duration SELDOM = Duration.ofMillis(900);
  private static final Duration MOMENT = Duration.ofMillis(30);

  /** Nodes that are asked so seldom that a new block is long seen elsewhere. */
  private final HeadStage stage = new HeadStage(3, false, false, SELDOM);

  private final List<Integer> asked = new ArrayList<>();

  private int probes() {
    return stage.nodes.stream().mapToInt(HeadStage.Played::probes).sum();
  }

  private void hint(long height) {
    stage.head.hinted(height, asked::add);
    stage.advance(MOMENT);
  }

  /** Just after block 20,001 came, which the regular probes will see in about 700 ms. */
  private void untilABlockThatNobodyWasAskedFor() {
    stage.start().advance(Duration.ofMillis(1_901));
    assertThat(stage.chain()).isEqualTo(20_001);
    assertThat(stage.served()).isEqualTo(20_000);
  }

  @Test
  void theNodesAreAskedAtOnceAndTheirWordRaisesIt() {
    untilABlockThatNobodyWasAskedFor();
    hint(20_001);

    assertThat(asked).containsExactly(3);
    assertThat(stage.served()).isEqualTo(20_001);
  }

  @Test
  void itMovesNothingByItself() {
    stage.nodes.forEach(node -> node.at(20_000));
    stage.start();
    hint(20_001);
    hint(1_000_000);

    assertThat(asked).isNotEmpty();
    assertThat(stage.served()).isEqualTo(20_000);
    stage.blocks(1);
    assertThat(stage.views).allMatch(view -> view.servingHeight() <= 20_000);
  }

  @Test
  void oneNodesWordIsNotEnoughThenEither() {
    stage.nodes.forEach(node -> node.at(20_000));
    stage.start();
    stage.node(2).at(20_001);
    hint(20_001);

    assertThat(asked).containsExactly(3);
    assertThat(stage.served()).isEqualTo(20_000);
  }

  @Test
  void whatIsServedHereTooAsksNobody() {
    stage.start();
    var before = probes();
    hint(20_000);
    hint(19_000);

    assertThat(asked).isEmpty();
    assertThat(probes()).isEqualTo(before);
  }

  @Test
  void aHeightIsAskedForOnceHoweverManySayIt() {
    stage.nodes.forEach(node -> node.at(20_000));
    stage.start();
    var before = probes();
    for (var say = 0; say < 50; say++) {
      stage.head.hinted(20_001, asked::add);
    }
    stage.advance(MOMENT);

    assertThat(asked).containsExactly(3);
    assertThat(probes()).isEqualTo(before + 3);
  }

  @Test
  void farAheadTheyAreAskedOnceInABlockIntervalAtMost() {
    stage.nodes.forEach(node -> node.at(20_000));
    stage.start();
    for (var say = 0; say < 100; say++) {
      stage.head.hinted(30_000 + say, asked::add);
      stage.advance(Duration.ofMillis(100));
    }
    // Ten seconds of nonsense.
    assertThat(asked).hasSizeBetween(5, 6).containsOnly(3);
  }

  /** However fast a gateway that is out of its mind speaks, no node is asked more than this. */
  @Test
  void noNodeIsAskedMoreOftenThanEveryTwentyMilliseconds() {
    stage.nodes.forEach(node -> node.at(20_000));
    stage.start();
    var before = stage.node(0).probes();
    for (var say = 0; say < 1_000; say++) {
      stage.head.hinted(20_001 + say % 2, asked::add);
      stage.advance(Duration.ofMillis(1));
    }
    assertThat(stage.node(0).probes() - before).isBetween(2, 51);
  }

  /** A caller that comes from the other gateway with the height that it was told there. */
  private List<Long> waitsOfACaller(boolean hinted) {
    var waits = new HeightWaits(stage.loop, stage::view, HeadStage.INTERVAL);
    var waited = new ArrayList<Long>();
    stage.start();
    for (var block = 20_001L; block <= 20_010; block++) {
      while (stage.chain() < block) {
        stage.advance(Duration.ofMillis(1));
      }
      // The other gateway has served it a moment after it was there.
      stage.advance(Duration.ofMillis(10));
      if (hinted) {
        stage.head.hinted(block, asked::add);
      }
      var came = stage.loop.elapsed();
      waits.await(
          block,
          reached -> {
            assertThat(reached).isTrue();
            waited.add(stage.loop.elapsed().minus(came).toMillis());
          });
      // The gateway looks at who waits whenever a view is published.
      for (var step = 0; step < 1_000; step++) {
        stage.advance(Duration.ofMillis(1));
        waits.moved();
      }
    }
    return waited;
  }

  @Test
  void aCallerWithAMinHeightWaitsForAProbeInsteadOfItsTurn() {
    assertThat(waitsOfACaller(true)).hasSize(10).allMatch(millis -> millis <= 40);
    assertThat(asked).hasSizeBetween(1, 10).allMatch(nodes -> nodes <= 3);
  }

  @Test
  void withoutHintsItWaitsForTheTurn() {
    var waited = waitsOfACaller(false);

    assertThat(waited).hasSize(10);
    assertThat(waited.stream().mapToLong(Long::longValue).sum()).isGreaterThan(10 * 100);
  }

  @Test
  void aStoppedHeadAsksNobody() {
    stage.start();
    stage.advance(Duration.ofMillis(1_901));
    stage.head.stop();
    var before = probes();
    hint(20_001);

    assertThat(asked).isEmpty();
    assertThat(probes()).isEqualTo(before);
  }
}
