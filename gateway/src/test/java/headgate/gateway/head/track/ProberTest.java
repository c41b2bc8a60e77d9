package headgate.gateway.head.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.gateway.head.Block;
import headgate.gateway.head.HeightProbe;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.seam.Clock;
import headgate.gateway.testkit.ManualLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProberTest {
  private static final Duration EVERY = Duration.ofMillis(500);

  private final ManualLoop loop = new ManualLoop();
  private boolean clockThrows;
  private final HeadTracker tracker = new HeadTracker(HeadTrackerTest.terms(2, null), clock());
  private final List<String> asked = new ArrayList<>();
  private final List<String> blocksAsked = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();
  private final Map<Integer, HeightProbe.Receiver> unanswered = new HashMap<>();
  private boolean showsBlocks = true;
  private final HeightProbe probe =
      new HeightProbe() {
        @Override
        public void probe(int node, Receiver receiver) {
          assertThat(unanswered).as("asked twice at once").doesNotContainKey(node);
          asked.add(node + "@" + loop.elapsed().toMillis());
          unanswered.put(node, receiver);
        }

        @Override
        public void block(int node, long height, BlockReceiver receiver) {
          blocksAsked.add(node + ":" + height);
          var time = loop.clock().wallTime().toEpochMilli();
          receiver.told(showsBlocks ? new Block(height, "h" + height, "", time) : null);
        }
      };
  private final Prober prober =
      new Prober(
          loop,
          EVERY,
          probe,
          tracker,
          (node, _, block) -> ended.add(node + " with " + (block == null ? -1 : block.height())));

  /** The loop's clock, which throws once where a test wants a bug in the rule. */
  private Clock clock() {
    return new Clock() {
      @Override
      public long nanos() {
        if (clockThrows) {
          clockThrows = false;
          throw new IllegalStateException("a bug");
        }
        return loop.clock().nanos();
      }

      @Override
      public Instant wallTime() {
        return loop.clock().wallTime();
      }
    };
  }

  private HeightProbe.Receiver answering(int node) {
    var receiver = unanswered.remove(node);
    if (receiver == null) {
      throw new AssertionError("node " + node + " was not asked");
    }
    return receiver;
  }

  private void report(int node, long height) {
    answering(node).reported(new HeightProbe.Report(height, "0x1", null, -1));
  }

  @Test
  void everyNodeIsAskedAtOnceWhenItStarts() {
    prober.start(2);

    assertThat(asked).containsExactly("0@0", "1@0");
    assertThat(ended).isEmpty();
  }

  @Test
  void aReportIsToldTogetherWithTheNodesNewestBlock() {
    prober.start(2);
    report(0, 100);
    report(1, 100);

    assertThat(ended).containsExactly("0 with 100", "1 with 100");
    assertThat(tracker.view().servingHeight()).isEqualTo(100);
    assertThat(tracker.view().confirmedAtNanos()).isEqualTo(loop.clock().nanos());
  }

  @Test
  void theNewestBlockIsReadAtMostEveryTwoBlockIntervals() {
    prober.start(1);
    for (var probe = 0; probe < 20; probe++) {
      report(0, 100 + probe);
      loop.advance(EVERY);
    }

    assertThat(blocksAsked).containsExactly("0:100", "0:108", "0:116");
  }

  @Test
  void aNodeThatDoesNotShowItsNewestBlockHasMissedItsProbe() {
    showsBlocks = false;
    prober.start(2);
    report(0, 1_000_000);
    loop.advance(EVERY);
    report(0, 1_000_000);

    assertThat(tracker.view().nodes().getFirst().reason()).isEqualTo(ProbeMiss.NO_BLOCK.words());
    assertThat(tracker.view().servingHeight()).isEqualTo(-1);
  }

  @Test
  void aNodeIsAskedAnIntervalAfterItsLastProbeBegan() {
    prober.start(2);
    loop.advance(Duration.ofMillis(120));
    report(0, 100);
    loop.advance(Duration.ofMillis(379));
    assertThat(asked).hasSize(2);
    loop.advance(Duration.ofMillis(1));

    assertThat(asked).containsExactly("0@0", "1@0", "0@500");
  }

  @Test
  void aSlowNodeIsNotAskedAgainBeforeItsProbeEnds() {
    prober.start(2);
    loop.advance(Duration.ofSeconds(3));
    prober.askNow(1);
    loop.advance(Duration.ofSeconds(1));
    assertThat(asked).containsExactly("0@0", "1@0");
    answering(1).missed(ProbeMiss.TIMEOUT);
    loop.advance(Duration.ofMillis(1));

    assertThat(asked).containsExactly("0@0", "1@0", "1@4000");
  }

  @Test
  void whoWantsToKnowNowDoesNotWaitForTheInterval() {
    prober.start(2);
    report(0, 100);
    report(1, 100);
    loop.advance(Duration.ofMillis(100));
    prober.askAll();
    prober.askAll();
    loop.settle();

    assertThat(asked).containsExactly("0@0", "1@0", "0@100", "1@100");
  }

  @Test
  void whoWantsToKnowNowHasANodeAskedOnceMoreThatIsBeingAsked() {
    prober.start(2);
    loop.advance(Duration.ofMillis(100));
    prober.askAll();
    prober.askAll();
    report(0, 100);
    answering(1).missed(ProbeMiss.TIMEOUT);
    loop.settle();

    assertThat(asked).containsExactly("0@0", "1@0", "0@100", "1@100");
  }

  @Test
  void aNodeIsNotAskedMoreOftenThanEveryTwentyMilliseconds() {
    prober.start(1);
    for (var hurry = 0; hurry < 10; hurry++) {
      report(0, 100 + hurry);
      prober.askNow(0);
      loop.advance(Duration.ofMillis(20));
    }

    assertThat(asked).hasSize(11).contains("0@20", "0@40").last().isEqualTo("0@200");
  }

  @Test
  void aMissedProbeIsToldAndAskedAgain() {
    prober.start(2);
    report(0, 100);
    answering(1).missed(ProbeMiss.TIMEOUT);
    assertThat(ended).containsExactly("0 with 100", "1 with -1");
    loop.advance(EVERY);

    assertThat(asked).containsExactly("0@0", "1@0", "0@500", "1@500");
  }

  @Test
  void aBugInTheRuleDoesNotEndANodesProbes() {
    prober.start(2);
    report(0, 100);
    report(1, 100);
    loop.advance(EVERY);
    clockThrows = true;
    assertThatThrownBy(() -> report(0, 101)).hasMessage("a bug");
    loop.advance(EVERY);

    assertThat(asked).containsExactly("0@0", "1@0", "0@500", "1@500", "0@1000");
  }

  @Test
  void onceStoppedNobodyIsAskedAndNothingIsTold() {
    prober.start(2);
    report(0, 100);
    prober.stop();
    report(1, 100);
    loop.advance(Duration.ofSeconds(10));

    assertThat(asked).hasSize(2);
    assertThat(ended).hasSize(1);
    assertThat(loop.timersSet()).isZero();
  }
}
