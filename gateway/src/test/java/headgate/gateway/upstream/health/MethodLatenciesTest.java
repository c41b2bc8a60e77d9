package headgate.gateway.upstream.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MethodLatenciesTest {
  private static final long SEED = 5;

  private final MethodLatencies latencies = new MethodLatencies();

  @Test
  void beforeTwentyAnswersThereIsNoEstimate() {
    for (var sample = 1; sample < MethodLatencies.SAMPLES_LEAST; sample++) {
      latencies.sample(3, 1_000);
      assertThat(latencies.slowNanos(3)).isZero();
    }
    latencies.sample(3, 1_000);

    assertThat(latencies.slowNanos(3)).isEqualTo(1_000);
    assertThat(latencies.slowNanos(4)).as("another method").isZero();
  }

  @Test
  void aboutOneInTwentyIsSlower() {
    var random = new Random(SEED);
    var slower = 0;
    for (var sample = 0; sample < 20_000; sample++) {
      var latency = (long) (1e6 * -Math.log(1 - random.nextDouble()));
      slower += sample >= 10_000 && latency > latencies.slowNanos(0) ? 1 : 0;
      latencies.sample(0, latency);
    }

    assertThat(slower).as("seed %d, of 10,000", SEED).isBetween(400, 600);
  }

  @Test
  void whatManyLoopsTellAtOnceIsStillSound() throws InterruptedException {
    var loops = new ArrayList<Thread>();
    for (var loop = 0; loop < 8; loop++) {
      loops.add(
          Thread.ofVirtual()
              .start(() -> {
                for (var sample = 0; sample < 5_000; sample++) {
                  latencies.sample(0, sample % 20 == 19 ? 9_000_000 : 1_000_000);
                }
              }));
    }
    for (var loop : loops) {
      loop.join();
    }

    assertThat(latencies.slowNanos(0)).isBetween(900_000L, 10_000_000L);
  }

  @Test
  void itFollowsAMethodThatBecomesFaster() {
    for (var sample = 0; sample < 100; sample++) {
      latencies.sample(0, 1_000_000_000);
    }
    for (var sample = 0; sample < 2_000; sample++) {
      latencies.sample(0, 1_000_000);
    }

    assertThat(latencies.slowNanos(0)).isLessThan(2_000_000);
  }
}
