package headgate.gateway.upstream.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RateCapTest {
  private static final long MILLI = Duration.ofMillis(1).toNanos();

  /** Clocks may begin anywhere, and pass through zero. */
  private static final long BEGIN = -100 * MILLI;

  private static int takenAt(RateCap cap, long nowNanos) {
    var count = 0;
    while (cap.tryTake(nowNanos)) {
      count++;
    }
    return count;
  }

  @Test
  void aSecondsWorthMayComeAtOnce() {
    var cap = new RateCap(50, BEGIN);

    assertThat(cap.free(BEGIN)).isTrue();
    assertThat(takenAt(cap, BEGIN)).isEqualTo(50);
    assertThat(cap.free(BEGIN)).isFalse();
  }

  @Test
  void afterThatOneComesBackAfterTheOther() {
    var cap = new RateCap(50, BEGIN);
    takenAt(cap, BEGIN);

    assertThat(takenAt(cap, BEGIN + 19 * MILLI)).isZero();
    assertThat(cap.free(BEGIN + 20 * MILLI)).isTrue();
    assertThat(takenAt(cap, BEGIN + 20 * MILLI)).isOne();
    assertThat(takenAt(cap, BEGIN + 520 * MILLI)).isEqualTo(25);
  }

  @Test
  void whatIsNotUsedForLongIsNotSaved() {
    var cap = new RateCap(50, BEGIN);

    assertThat(takenAt(cap, BEGIN + 3_600_000 * MILLI)).isEqualTo(50);
  }

  @Test
  void manyLoopsTogetherGetNoMore() {
    var cap = new RateCap(1_000, BEGIN);
    var taken = new AtomicInteger();
    try (var loops = Executors.newFixedThreadPool(4)) {
      for (var loop = 0; loop < 4; loop++) {
        loops.execute(() -> taken.addAndGet(takenAt(cap, BEGIN)));
      }
    }

    assertThat(taken.get()).isEqualTo(1_000);
  }
}
