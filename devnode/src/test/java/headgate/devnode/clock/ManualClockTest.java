package headgate.devnode.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManualClockTest {
  private final ManualClock clock = new ManualClock(1_000);
  private final List<Long> times = new ArrayList<>();

  @Test
  void tasksRunInOrderEachAtItsOwnTime() {
    clock.schedule(Duration.ofMillis(2), () -> times.add(clock.epochMicros()));
    clock.schedule(Duration.ofMillis(1), this::noteAndAgain);
    clock.advance(Duration.ofMillis(3));
    assertThat(times).containsExactly(2_000L, 3_000L, 3_500L);
    assertThat(clock.epochMicros()).isEqualTo(4_000);
  }

  private void noteAndAgain() {
    times.add(clock.epochMicros());
    clock.schedule(Duration.ofNanos(1_500_000), () -> times.add(clock.epochMicros()));
  }

  @Test
  void aCancelledTaskDoesNotRun() {
    var timer = clock.schedule(Duration.ofMillis(1), () -> times.add(0L));
    assertThat(clock.waiting()).isEqualTo(1);
    timer.cancel();
    clock.advance(Duration.ofMillis(5));
    assertThat(times).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0,0s",
    "7,7µs",
    "100000,100ms",
    "1500,1.5ms",
    "1000000,1s",
    "61000000,1m1s",
    "3600000000,1h0m0s",
    "6898828943,1h54m58.828943s",
    "-2000000,-2s"
  })
  void durationsAreWrittenAsGoWritesThem(long micros, String text) {
    assertThat(GoDuration.ofMicros(micros)).isEqualTo(text);
  }
}
