package headgate.gateway.head.track;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.head.Block;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightProbe;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.testkit.ManualClock;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever nodes report in whatever order, the rules of the serving height hold. */
class HeadTrackerRandomTest {
  private static final long SEED = 31;
  private static final int NODES = 4;

  private final Random random = new Random(SEED);
  private final ManualClock clock = new ManualClock();

  /** No chain is followed here, so nothing but a quorum may raise it. */
  @Test
  void theHeightNeverFallsAndTwoNodesStandBehindEachRise() {
    var rises = 0;
    for (var run = 0; run < 200; run++) {
      var terms = HeadTrackerTest.terms(NODES, random.nextBoolean() ? "0x1" : null);
      var tracker = new HeadTracker(terms, clock);
      var served = -1L;
      var chain = 1_000L;
      for (var step = 0; step < 200; step++) {
        chain += random.nextInt(3) == 0 ? 1 : 0;
        clock.advance(Duration.ofMillis(50));
        next(tracker, chain);
        var view = tracker.view();
        var where = "seed %d, run %d, step %d".formatted(SEED, run, step);
        assertThat(view.servingHeight()).as(where).isGreaterThanOrEqualTo(served);
        if (served >= 0 && view.servingHeight() > served) {
          rises++;
          checkRise(view, where);
        }
        checkStates(view, where);
        served = view.servingHeight();
      }
    }
    assertThat(rises).isGreaterThan(1_000);
  }

  private void next(HeadTracker tracker, long chain) {
    var node = random.nextInt(NODES);
    switch (random.nextInt(11)) {
      case 0, 1 -> tracker.missed(node, ProbeMiss.TIMEOUT);
      case 2 -> report(tracker, node, chain + random.nextInt(1_000_000), "0x1");
      case 3 -> report(tracker, node, random.nextLong(chain), "0x1");
      case 4 -> report(tracker, node, chain, random.nextBoolean() ? "0x2" : null);
      case 5 -> tracker.noticed(node, chain);
      default -> report(tracker, node, chain - random.nextInt(3), "0x1");
    }
  }

  private void report(HeadTracker tracker, int node, long height, @Nullable String network) {
    var age = random.nextInt(8) == 0 ? 60_000 : random.nextInt(3_000);
    var time = clock.wallTime().toEpochMilli() - age;
    var report = new HeightProbe.Report(height, network, null, -1);
    var block = new Block(height, "h" + height, "h" + (height - 1), time);
    tracker.reported(node, report, block, clock.nanos());
  }

  private static void checkRise(HeadView view, String where) {
    var behind =
        view.nodes().stream()
            .filter(HeadTrackerRandomTest::votes)
            .filter(node -> node.height() >= view.servingHeight())
            .count();
    assertThat(behind).as(where).isGreaterThanOrEqualTo(2);
  }

  private static boolean votes(NodeStanding node) {
    return switch (node.state()) {
      case UP, LAGGING, STALLED, AHEAD -> true;
      case SYNCING, WRONG_NETWORK, QUARANTINED, DRAINING, DOWN -> false;
    };
  }

  private static void checkStates(HeadView view, String where) {
    for (var node : view.nodes()) {
      switch (node.state()) {
        case UP ->
            assertThat(Math.abs(node.lag())).as(where).isLessThanOrEqualTo(HeadTrackerTest.LAG_MAX);
        case LAGGING, STALLED ->
            assertThat(node.lag()).as(where).isGreaterThan(HeadTrackerTest.LAG_MAX);
        case AHEAD -> assertThat(node.lag()).as(where).isLessThan(-HeadTrackerTest.LAG_MAX);
        case SYNCING, WRONG_NETWORK, QUARANTINED, DRAINING, DOWN ->
            assertThat(node.serves(-1)).as(where).isFalse();
      }
      assertThat(node.reason().isEmpty()).as(where).isEqualTo(node.serves(-1));
      if (node.height() >= 0 && view.servingHeight() >= 0) {
        assertThat(node.lag()).as(where).isEqualTo(view.servingHeight() - node.height());
      }
    }
  }
}
