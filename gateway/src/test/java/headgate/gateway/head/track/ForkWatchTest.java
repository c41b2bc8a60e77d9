package headgate.gateway.head.track;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.head.Block;
import headgate.gateway.head.HeightProbe;
import headgate.gateway.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the comparison of blocks where a question for one is lost by a bug. */
class ForkWatchTest {
  private final ManualClock clock = new ManualClock();
  private final HeadTerms terms =
      new HeadTerms(
          "main",
          List.of("a", "b"),
          2,
          3,
          null,
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          false);
  private final List<Evidence> nodes =
      List.of(new Evidence(0, terms, clock), new Evidence(1, terms, clock));
  private final List<Long> asked = new ArrayList<>();
  private Fate fate = Fate.ANSWERED;
  private final ForkWatch watch =
      new ForkWatch(clock, terms, new Questions(), new FollowedChain(), new Nobody());

  /** What becomes of a question for a block. */
  private enum Fate {
    ANSWERED,
    THROWN,
    LOST
  }

  /** Nodes that are asked for blocks and have none. */
  private final class Questions implements HeightProbe {
    @Override
    public void probe(int node, Receiver receiver) {
      throw new AssertionError("blocks are compared, not heights");
    }

    @Override
    public void block(int node, long height, BlockReceiver receiver) {
      asked.add(height);
      switch (fate) {
        case ANSWERED -> receiver.told(null);
        case THROWN -> throw new IllegalStateException("a bug");
        case LOST -> {}
      }
    }
  }

  /** Lets nodes be compared, and nobody be judged. */
  private final class Nobody implements ForkWatch.Host {
    @Override
    public List<Evidence> comparable() {
      return nodes;
    }

    @Override
    public void quarantine(int node, long height) {
      throw new AssertionError("nobody has shown anything");
    }

    @Override
    public void reinstate(int node) {
      throw new AssertionError("nobody was in quarantine");
    }

    @Override
    public void astray(long height) {
      throw new AssertionError("nothing was followed");
    }
  }

  private void differAt(long height) {
    watch.broken(new Block(height + 1, "other", "unknown", 0));
  }

  @Test
  void aBugInAQuestionDoesNotEndTheComparison() {
    fate = Fate.THROWN;
    differAt(10);
    clock.advance(Duration.ofSeconds(5));
    fate = Fate.ANSWERED;
    differAt(20);

    assertThat(asked).containsExactly(10L, 10L, 20L, 20L);
  }

  @Test
  void aQuestionThatNobodyAnswersIsGivenUpAfterAMinute() {
    fate = Fate.LOST;
    differAt(10);
    clock.advance(Duration.ofSeconds(30));
    differAt(20);
    assertThat(asked).containsExactly(10L, 10L);
    clock.advance(Duration.ofSeconds(31));
    watch.look();

    assertThat(asked).containsExactly(10L, 10L, 10L, 10L);
  }
}
