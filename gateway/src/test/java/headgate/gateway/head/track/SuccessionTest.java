package headgate.gateway.head.track;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.Lifecycle;
import headgate.gateway.head.Block;
import headgate.gateway.head.HeadLegacy;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightProbe;
import headgate.gateway.head.NodeState;
import headgate.gateway.testkit.ManualClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A head that takes the place of another one. */
class SuccessionTest {
  private final ManualClock clock = new ManualClock();
  private final HeadTracker before = new HeadTracker(HeadTrackerTest.terms(3, "0x1"), clock);
  private final HeadTracker after = new HeadTracker(HeadTrackerTest.terms(3, "0x1"), clock);

  private void allAt(HeadTracker tracker, long height) {
    for (var node = 0; node < 3; node++) {
      clock.advance(Duration.ofMillis(1));
      var now = clock.wallTime().toEpochMilli();
      tracker.reported(
          node,
          new HeightProbe.Report(height, "0x1", "icon_dex", 0),
          new Block(height, "hash" + height, "hash" + (height - 1), now),
          clock.nanos());
    }
  }

  private static NodeState state(HeadView view, int node) {
    return view.nodes().get(node).state();
  }

  @Test
  void itServesNoLowerHeight() {
    allAt(before, 100);
    allAt(after, 98);
    after.succeed(before.left(0));

    assertThat(after.view().servingHeight()).isEqualTo(100);
    allAt(after, 99);
    assertThat(after.view().servingHeight()).isEqualTo(100);
    allAt(after, 101);
    assertThat(after.view().servingHeight()).isEqualTo(101);
  }

  @Test
  void itServesAHigherOneAtOnce() {
    allAt(before, 100);
    allAt(after, 102);
    after.succeed(before.left(0));

    assertThat(after.view().servingHeight()).isEqualTo(102);
  }

  @Test
  void itBeginsANewGeneration() {
    before.raiseGeneration();
    after.succeed(before.left(0));

    assertThat(after.view().generation()).isEqualTo(2);
  }

  @Test
  void whatWasOrderedAndWhatIsDoubtedStays() {
    allAt(before, 100);
    before.drain(0);
    before.quarantine(1, 99);
    allAt(after, 100);
    after.succeed(before.left(1));

    assertThat(state(after.view(), 0)).isEqualTo(NodeState.DRAINING);
    assertThat(state(after.view(), 1)).isEqualTo(NodeState.QUARANTINED);
    assertThat(state(after.view(), 2)).isEqualTo(NodeState.UP);
    after.resume(0);
    assertThat(state(after.view(), 0)).isEqualTo(NodeState.UP);
  }

  @Test
  void anotherMachineUnderTheNameIsNotDoubtedButStaysDrained() {
    allAt(before, 100);
    before.drain(0);
    before.quarantine(1, 99);
    allAt(after, 100);
    var legacy =
        before
            .left(1)
            .changed(
                Map.of("n0", HeadLegacy.OfNode::ofAnother, "n1", HeadLegacy.OfNode::ofAnother));
    after.succeed(legacy);

    assertThat(state(after.view(), 0)).isEqualTo(NodeState.DRAINING);
    assertThat(state(after.view(), 1)).isEqualTo(NodeState.UP);
  }

  @Test
  void aChainThatHasEndedIsServedAtItsEndWhateverWasServed() {
    allAt(before, 100);
    var end = new Lifecycle.Frozen(90, "0x" + "a".repeat(64));
    var frozen = new FrozenHead(HeadTrackerTest.terms(3, "0x1"), end, clock);
    before.drain(2);
    frozen.succeed(before.left(0));

    assertThat(frozen.view().servingHeight()).isEqualTo(90);
    assertThat(frozen.view().generation()).isOne();
    assertThat(frozen.left().nodes().get("n2")).isEqualTo(new HeadLegacy.OfNode(true, -1, false));
  }
}
