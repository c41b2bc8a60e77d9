package headgate.gateway.upstream.health;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class LatencyAverageTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  /** The scale wraps around soon after. */
  private static final long START = new ManualClock().nanos();

  private final LatencyAverage average = new LatencyAverage();

  @Test
  void nothingIsKnownBeforeTheFirstSample() {
    assertThat(average.nanos(START)).isZero();
    assertThat(average.nanos(0)).isZero();
  }

  @Test
  void aSlowerSampleIsBelievedAtOnce() {
    average.sample(10 * MILLI, START);
    average.sample(900 * MILLI, START);

    assertThat(average.nanos(START)).isEqualTo(900 * MILLI);
  }

  @Test
  void aFasterSampleMovesTheAverageByAnEighth() {
    average.sample(800 * MILLI, START);
    average.sample(0, START);

    assertThat(average.nanos(START)).isEqualTo(700 * MILLI);
  }

  @Test
  void withoutSamplesItHalvesEveryFiveSeconds() {
    average.sample(800 * MILLI, START);

    assertThat(average.nanos(START + 5 * SECOND - 1)).isEqualTo(800 * MILLI);
    assertThat(average.nanos(START + 5 * SECOND)).isEqualTo(400 * MILLI);
    assertThat(average.nanos(START + 15 * SECOND)).isEqualTo(100 * MILLI);
    assertThat(average.nanos(START + 3_600 * SECOND)).isZero();
  }

  @Test
  void aSampleAfterSilenceMeetsWhatHasDecayed() {
    average.sample(800 * MILLI, START);
    average.sample(500 * MILLI, START + 10 * SECOND);

    assertThat(average.nanos(START + 10 * SECOND)).isEqualTo(500 * MILLI);
  }

  @Test
  void aNodeThatWasAskedIsNeverTakenForUnknown() {
    average.sample(0, START);

    assertThat(average.nanos(START)).isPositive();
  }

  @Test
  void aReadingTakenBeforeTheLastSampleDoesNotDecay() {
    average.sample(800 * MILLI, START);

    assertThat(average.nanos(START - SECOND)).isEqualTo(800 * MILLI);
  }
}
