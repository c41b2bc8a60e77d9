package headgate.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {
  private static final long SEED = 20_260_101;

  @Test
  void everyBoundIsTheLastOfItsBucket() {
    for (var bucket = 0; bucket < Buckets.count() - 1; bucket++) {
      var upper = Buckets.upperNanos(bucket);
      assertThat(Buckets.of(upper)).isEqualTo(bucket);
      assertThat(Buckets.of(upper + 1)).isEqualTo(bucket + 1);
    }
  }

  @Test
  void anyLatencyFallsBetweenTheBoundsOfItsBucket() {
    var random = new Random(SEED);
    for (var i = 0; i < 100_000; i++) {
      var nanos = random.nextLong() >>> (1 + random.nextInt(63));
      var bucket = Buckets.of(nanos);
      assertThat(nanos).as("seed %d", SEED).isLessThanOrEqualTo(Buckets.upperNanos(bucket));
      assertThat(nanos == 0 || nanos > Buckets.lowerNanos(bucket)).as("%d ns", nanos).isTrue();
    }
  }

  @Test
  void theSmallestAndTheLargestHaveAPlace() {
    assertThat(Buckets.of(-5)).isZero();
    assertThat(Buckets.of(0)).isZero();
    assertThat(Buckets.of(Long.MAX_VALUE)).isEqualTo(Buckets.count() - 1);
  }

  @ParameterizedTest
  @CsvSource({"100000000, 0.1", "100000001, 0.25", "1, 0.0001", "10000000000, 10"})
  void classicBoundsAreExact(long nanos, double upperSeconds) {
    var index = Buckets.classicIndex(Buckets.of(nanos));
    assertThat(Buckets.classicBounds()[index]).isEqualTo(upperSeconds);
  }

  @Test
  void nativeBoundsArePowersOfTheEighthRootOfTwo() {
    LongStream.of(953, 1_000, 99_999, 1_000_000, 104_000_000, 1_000_000_000, 7_000_000_000L)
        .forEach(nanos -> {
          var index = Buckets.nativeIndex(Buckets.of(nanos));
          assertThat(nanos / 1e9).isLessThanOrEqualTo(Math.pow(2, index / 8.0));
          assertThat(nanos / 1e9).isGreaterThan(Math.pow(2, (index - 1) / 8.0));
        });
  }

  @Test
  void noBucketIsWiderThanNinePercent() {
    IntStream.range(1, Buckets.count() - 1)
        .forEach(bucket ->
            assertThat((double) Buckets.upperNanos(bucket) / Buckets.lowerNanos(bucket))
                .isLessThan(1.092));
  }
}
