package headgate.gateway.head;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.testkit.ManualLoop;
import headgate.gateway.testkit.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedViewTest {
  private static final int A = 7;
  private static final int B = 8;
  private static final int C = 9;

  private final SharedView shared = new SharedView(5);
  private final SharedView.Reader before = shared.reader(List.of(A, B));
  private final SharedView.Reader after = shared.reader(List.of(C, A));

  private static List<Long> heights(HeadView view) {
    return view.nodes().stream().map(NodeStanding::height).toList();
  }

  @Test
  void beforeAnythingIsFoundNoNodeIsKnown() {
    assertThat(before.get()).isEqualTo(new HeadView(0, -1, 5, before.get().nodes()));
    assertThat(before.get().nodes()).containsExactly(NodeStanding.UNKNOWN, NodeStanding.UNKNOWN);
    assertThat(before.placeNow(1)).isOne();
  }

  @Test
  void eachConfigurationSeesTheNodesInItsOwnPlaces() {
    after.publish(Views.at(100, 99, 100));

    assertThat(after.get().servingHeight()).isEqualTo(100);
    assertThat(before.get().servingHeight()).isEqualTo(100);
    assertThat(heights(after.get())).containsExactly(99L, 100L);
    assertThat(heights(before.get()).getFirst()).isEqualTo(100);
    assertThat(before.get().nodes().getLast()).isEqualTo(NodeStanding.UNKNOWN);
    assertThat(before.placeNow(0)).isOne();
    assertThat(before.placeNow(1)).isNegative();
  }

  @Test
  void aNodeThatIsNoLongerConfiguredIsHeldToKeepUpForCallsThatBeganBefore() {
    before.publish(Views.at(100, 100, 99));
    after.publish(Views.at(101, 101, 101));

    assertThat(before.get().servingHeight()).isEqualTo(101);
    assertThat(heights(before.get())).containsExactly(101L, 100L);
    assertThat(before.get().nodes().getLast().state()).isEqualTo(NodeState.UP);
  }

  @Test
  void noneIsEverAheadOfAnother() {
    before.publish(Views.at(100, 100, 100));
    assertThat(after.get().servingHeight()).isEqualTo(100);
    after.publish(Views.at(101, 101, 101));
    assertThat(before.get().servingHeight()).isEqualTo(101);
    assertThat(before.get()).as("put in place once").isSameAs(before.get());
  }

  @Test
  void callsThatWaitUnderOneConfigurationAreToldByTheHeadOfAnother() {
    var loop = new ManualLoop();
    var waits = new HeightWaits(loop, before, Duration.ofSeconds(2), shared.waiting());
    var ends = new ArrayList<Boolean>();
    before.publish(Views.at(100, 100, 100));
    waits.await(101, ends::add);
    assertThat(shared.held()).isOne();

    after.publish(Views.at(101, 101, 101));
    loop.settle();

    assertThat(ends).containsExactly(true);
    assertThat(shared.held()).isZero();
    assertThat(shared.waiting()).as("nothing is left of who has waited").isEmpty();
  }
}
