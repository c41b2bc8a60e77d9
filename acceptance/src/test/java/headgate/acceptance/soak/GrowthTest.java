package headgate.acceptance.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge of a soak finds what grows, and nothing else. */
class GrowthTest {
  private static final long SEED = 20_261_123;
  private static final int SAMPLES = 240;

  /** As of a heap of some 20 MB. */
  private static final Growth HEAP = new Growth(1.1, 2);

  private final SplittableRandom random = new SplittableRandom(SEED);

  private static List<Double> series(IntToDoubleFunction sample) {
    return IntStream.range(0, SAMPLES).mapToObj(sample::applyAsDouble).toList();
  }

  /** From -1 to 1. */
  private double noise() {
    return random.nextDouble() * 2 - 1;
  }

  @Test
  void whatIsFlatUnderNoisePasses() {
    assertThat(HEAP.fault(series(_ -> 20 + 5 * noise()))).as("seed %d", SEED).isEmpty();
  }

  @Test
  void whatFillsUpInTheWarmUpPasses() {
    assertThat(HEAP.fault(series(at -> Math.min(at, SAMPLES / 4) + noise())))
        .as("seed %d", SEED)
        .isEmpty();
  }

  @Test
  void fewHighSamplesPassWhereverTheyAre() {
    assertThat(HEAP.fault(series(at -> at % 10 == 7 ? 90 : 20 + noise())))
        .as("seed %d", SEED)
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 20, 200})
  void aSteadyLeakIsFoundUnderNoise(int leaked) {
    assertThat(HEAP.fault(series(at -> 20 + 3 * noise() + leaked * (at / (double) SAMPLES))))
        .as("seed %d", SEED)
        .isPresent();
  }

  @Test
  void aLeakThatShowsInTheEndOnlyIsFound() {
    assertThat(HEAP.fault(series(at -> at < SAMPLES * 4 / 5 ? 20 : 26 + noise())))
        .as("seed %d", SEED)
        .isPresent();
  }

  @Test
  void aStepThatStaysIsFound() {
    assertThat(HEAP.fault(series(at -> (at < SAMPLES * 5 / 8 ? 20 : 26) + noise())))
        .as("seed %d", SEED)
        .isPresent();
  }

  @Test
  void aLeakOfASingleThingInALongWhileIsFoundWhereNoneIsAllowed() {
    var threads = new Growth(1, 4);
    assertThat(threads.fault(series(at -> 20 + Math.floor(at / 20.0)))).isPresent();
    assertThat(threads.fault(series(at -> 20 + at % 4))).isEmpty();
  }

  @Test
  void whatFallsPasses() {
    assertThat(HEAP.fault(series(at -> 100 - at / 4.0))).isEmpty();
  }

  @Test
  void tooFewSamplesAreNoProof() {
    assertThat(HEAP.fault(series(_ -> 20).subList(0, Growth.SAMPLES_MIN - 1))).isPresent();
    assertThat(HEAP.fault(series(_ -> 20).subList(0, Growth.SAMPLES_MIN))).isEmpty();
  }
}
