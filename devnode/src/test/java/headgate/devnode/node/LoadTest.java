package headgate.devnode.node;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.devnode.clock.ManualClock;
import headgate.devnode.fault.Knee;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final Knee KNEE = new Knee(4, Duration.ofMillis(1), Duration.ofMillis(100));

  private final ManualClock clock = new ManualClock(0);
  private final Load load = new Load(clock);
  private int answered;

  @Test
  void belowTheKneeCallsTakeTheirTimeSideBySide() {
    take(4);
    clock.advance(Duration.ofMillis(1));
    assertThat(answered).isEqualTo(4);
  }

  /** Callers that send the next call as soon as one is answered. */
  @Test
  void beyondTheKneeThroughputCollapsesForAsLongAsTheCrowdStays() {
    for (var caller = 0; caller < 10; caller++) {
      load.take(KNEE, this::answeredAndAskedAgain);
    }
    clock.advance(Duration.ofMillis(1));
    assertThat(answered).isEqualTo(4);
    clock.advance(Duration.ofSeconds(10));
    assertThat(answered - 4).isBetween(99, 101);
  }

  @Test
  void aCrowdThatHasGoneIsForgotten() {
    take(6);
    clock.advance(Duration.ofMillis(200));
    assertThat(answered).isEqualTo(6);
    take(4);
    clock.advance(Duration.ofMillis(1));
    assertThat(answered).isEqualTo(10);
  }

  private void take(int calls) {
    for (var call = 0; call < calls; call++) {
      load.take(KNEE, () -> answered++);
    }
  }

  private void answeredAndAskedAgain() {
    answered++;
    load.take(KNEE, this::answeredAndAskedAgain);
  }
}
