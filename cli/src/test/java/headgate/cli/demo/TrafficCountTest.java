package headgate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrafficCountTest {
  private final TrafficCount count = new TrafficCount();

  @Test
  void aHeightBelowOneThatWasToldBeforeTheQuestionWentBack() {
    count.height(100, -1);
    count.height(101, 100);
    count.height(100, count.highest());

    assertThat(count.heightsBack()).isOne();
    assertThat(count.failures()).containsExactly("height 100 was told after 101");
  }

  @Test
  void whatWasAskedBeforeAHigherOneWasToldDidNotGoBack() {
    var before = count.highest();
    count.height(101, before);
    count.height(100, before);
    count.height(-1, count.highest());

    assertThat(count.heightsBack()).isZero();
    assertThat(count.highest()).isEqualTo(101);
  }

  @Test
  void writesAndWaitsThatWereToldTheEndAreCountedTogether() {
    count.writeFailed(true);
    count.writeFailed(false);
    count.waited(true);

    assertThat(count.endsTold()).isEqualTo(2);
    assertThat(count.writes()).isEqualTo(2);
    assertThat(count.waits()).isOne();
  }
}
