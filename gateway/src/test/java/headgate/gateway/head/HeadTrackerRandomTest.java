package headgate.gateway.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever nodes report in whatever order, the rules of the serving height hold. */
class HeadTrackerRandomTest {
  private static final long SEED = 31;
  private static final int LAG_MAX = 3;
  private static final int NODES = 4;

  private final Random random = new Random(SEED);

  @Test
  void theHeightNeverFallsAndTwoNodesStandBehindEachRise() {
    var rises = 0;
    for (var run = 0; run < 200; run++) {
      var tracker = new HeadTracker(NODES, LAG_MAX, random.nextBoolean() ? "0x1" : null);
      var served = -1L;
      var chain = 1_000L;
      for (var step = 0; step < 200; step++) {
        chain += random.nextInt(3) == 0 ? 1 : 0;
        var view = next(tracker, chain, step * 50_000_000L);
        var where = "seed %d, run %d, step %d".formatted(SEED, run, step);
        assertThat(view.servingHeight()).as(where).isGreaterThanOrEqualTo(served);
        if (view.servingHeight() > served) {
          rises++;
          checkRise(view, served, where);
        }
        checkStates(view, where);
        served = view.servingHeight();
      }
    }
    assertThat(rises).isGreaterThan(1_000);
  }

  private HeadView next(HeadTracker tracker, long chain, long now) {
    var node = random.nextInt(NODES);
    return switch (random.nextInt(10)) {
      case 0, 1 -> tracker.missed(node, ProbeMiss.TIMEOUT);
      case 2 -> tracker.reported(node, report(chain + random.nextInt(1_000_000), "0x1"), now);
      case 3 -> tracker.reported(node, report(random.nextLong(chain), "0x1"), now);
      case 4 -> tracker.reported(node, report(chain, random.nextBoolean() ? "0x2" : null), now);
      default -> tracker.reported(node, report(chain - random.nextInt(3), "0x1"), now);
    };
  }

  private static HeightProbe.Report report(long height, @Nullable String network) {
    return new HeightProbe.Report(height, network, null, -1);
  }

  /** A node left alone may raise it by no more than a chain can have grown. */
  private static void checkRise(HeadView view, long before, String where) {
    var usable = view.nodes().stream().filter(HeadTrackerRandomTest::isUsable).toList();
    var behind = usable.stream().filter(node -> node.height() >= view.servingHeight()).count();
    assertThat(behind).as(where).isGreaterThanOrEqualTo(Math.min(2, usable.size()));
    if (usable.size() == 1 && before >= 0) {
      assertThat(view.servingHeight() - before)
          .as(where)
          .isLessThanOrEqualTo(HeadTracker.LONE_BLOCKS + 200 * 50 / 100);
    }
  }

  private static boolean isUsable(NodeStanding node) {
    return switch (node.state()) {
      case UP, LAGGING, AHEAD -> true;
      case SYNCING, WRONG_NETWORK, STALLED, QUARANTINED, DRAINING, DOWN -> false;
    };
  }

  private static void checkStates(HeadView view, String where) {
    for (var node : view.nodes()) {
      switch (node.state()) {
        case UP -> assertThat(Math.abs(node.lag())).as(where).isLessThanOrEqualTo(LAG_MAX);
        case LAGGING -> assertThat(node.lag()).as(where).isGreaterThan(LAG_MAX);
        case AHEAD -> assertThat(node.lag()).as(where).isLessThan(-LAG_MAX);
        case SYNCING, WRONG_NETWORK, STALLED, QUARANTINED, DRAINING, DOWN ->
            assertThat(node.serves(-1)).as(where).isFalse();
      }
      if (node.height() >= 0 && view.servingHeight() >= 0) {
        assertThat(node.lag()).as(where).isEqualTo(view.servingHeight() - node.height());
      }
    }
  }
}
