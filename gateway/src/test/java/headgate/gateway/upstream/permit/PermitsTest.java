package headgate.gateway.upstream.permit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermitsTest {
  @Test
  void asManyAsThereAreCanBeTaken() {
    var permits = Permits.fixed(2);

    assertThat(permits.tryTake()).isTrue();
    assertThat(permits.tryTake()).isTrue();
    assertThat(permits.tryTake()).isFalse();
    assertThat(permits.taken()).isEqualTo(2);
    permits.giveBack();
    assertThat(permits.tryTake()).isTrue();
  }

  @Test
  void twoThreadsNeverHoldMoreThanThereAre() throws InterruptedException, ExecutionException {
    var permits = Permits.fixed(1);
    var held = new AtomicInteger();
    var most = new AtomicInteger();
    var began = new CountDownLatch(2);
    Runnable taking =
        () -> {
          began.countDown();
          for (var round = 0; round < 50_000; round++) {
            if (permits.tryTake()) {
              most.accumulateAndGet(held.incrementAndGet(), Math::max);
              held.decrementAndGet();
              permits.giveBack();
            }
          }
        };
    try (var threads = Executors.newFixedThreadPool(2)) {
      var both = IntStream.range(0, 2).mapToObj(_ -> threads.submit(taking)).toList();
      for (Future<?> one : both) {
        one.get();
      }
    }

    assertThat(most).hasValue(1);
    assertThat(permits.taken()).isZero();
  }
}
