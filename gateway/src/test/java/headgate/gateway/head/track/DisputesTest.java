package headgate.gateway.head.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class DisputesTest {
  private static final long AGAIN = 1_000;

  private final Disputes disputes = new Disputes(AGAIN);

  /** A time near the end of the scale, since only differences mean something on it. */
  private long now = Long.MAX_VALUE - 500;

  private long asked() {
    var height = disputes.next(now);
    if (height >= 0) {
      disputes.asked(height, now);
    }
    return height;
  }

  @Test
  void heightsAreAskedForInTheOrderInWhichTheyWereSeen() {
    disputes.add(7, now);
    disputes.add(5, now);
    disputes.add(7, now);

    assertThat(asked()).isEqualTo(7);
    disputes.answered(7, true);
    assertThat(asked()).isEqualTo(5);
    disputes.answered(5, true);
    assertThat(asked()).isEqualTo(-1);
    assertThat(disputes.waiting()).isZero();
  }

  @Test
  void aHeightForWhichANodeSaidNothingComesAgainAfterOthersAndNotForEver() {
    disputes.add(7, now);
    disputes.add(5, now);
    var order = new ArrayList<Long>();
    for (var round = 0; round < 10; round++) {
      var height = asked();
      order.add(height);
      disputes.answered(height, height == 5);
      now += AGAIN / 2;
    }

    assertThat(order).startsWith(7L, 5L, 7L, -1L, 7L, -1L);
    assertThat(order.stream().filter(height -> height == 7)).hasSize(Disputes.ROUNDS_MAX);
  }

  @Test
  void whatIsSeenAgainSoonAfterItWasComparedWaitsItsTime() {
    disputes.add(7, now);
    asked();
    disputes.answered(7, true);
    disputes.add(7, now + 1);
    assertThat(asked()).isEqualTo(-1);
    assertThat(disputes.waiting()).isEqualTo(1);
    now += AGAIN;

    assertThat(asked()).isEqualTo(7);
  }

  @Test
  void noMoreThanSixteenWaitAndTheFirstOnesAreKept() {
    for (var height = 1; height <= 1_000; height++) {
      disputes.add(height, now);
    }
    assertThat(disputes.waiting()).isEqualTo(Disputes.HEIGHTS_MAX);
    for (var height = 1L; height <= Disputes.HEIGHTS_MAX; height++) {
      assertThat(asked()).isEqualTo(height);
      disputes.answered(height, true);
    }
    disputes.add(2_000, now);

    assertThat(asked()).isEqualTo(2_000);
  }

  @Test
  void whatWasForgottenIsNotAskedFor() {
    disputes.add(7, now);
    disputes.forget();

    assertThat(asked()).isEqualTo(-1);
  }
}
