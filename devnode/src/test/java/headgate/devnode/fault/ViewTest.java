package headgate.devnode.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ViewTest {
  private static final long SECOND = 1_000_000;

  @Test
  void aNodeThatCatchesUpRisesAtItsPaceUntilItHasArrived() {
    var view = View.WHOLE.withCatchingUp(new CatchUp(100, 5 * SECOND, 20));
    assertThat(view.height(1_000, 5 * SECOND)).isEqualTo(100);
    assertThat(view.height(1_000, 5 * SECOND + SECOND / 2)).isEqualTo(110);
    assertThat(view.height(1_005, 10 * SECOND)).isEqualTo(200);
    assertThat(view.height(1_100, 105 * SECOND)).isEqualTo(1_100);
  }

  @Test
  void aClockThatIsSetBackTakesNoBlockAway() {
    assertThat(new CatchUp(100, 5 * SECOND, 20).height(SECOND)).isEqualTo(100);
  }

  @Test
  void theLowestOfAllBoundsHolds() {
    var view = View.WHOLE.withLag(3).withFrozenAt(50);
    assertThat(view.height(40, 0)).isEqualTo(37);
    assertThat(view.height(90, 0)).isEqualTo(50);
    assertThat(view.height(2, 0)).isZero();
  }

  @Test
  void aPaceOfNothingIsNone() {
    assertThatThrownBy(() -> new CatchUp(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CatchUp(-1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
