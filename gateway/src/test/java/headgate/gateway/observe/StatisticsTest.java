package headgate.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private static final int BALANCE = 0;
  private static final int SEND = 1;
  private static final long SEED = 7;

  private final Statistics statistics =
      new Statistics("main", List.of("balance", "send"), List.of("denied", "deadline"));

  @Test
  void loopsAreAddedUp() {
    statistics.forLoop().record(BALANCE, Outcome.HIT, 1_000);
    var other = statistics.forLoop();
    other.record(BALANCE, Outcome.HIT, 2_000);
    other.record(SEND, Outcome.PASSED, 5_000_000);

    var series = statistics.snapshot().series();
    assertThat(series).hasSize(2);
    assertThat(series.getFirst().method()).isEqualTo("balance");
    assertThat(series.getFirst().outcome()).isEqualTo(Outcome.HIT);
    assertThat(series.getFirst().latencies().count()).isEqualTo(2);
    assertThat(series.getFirst().latencies().sumNanos()).isEqualTo(3_000);
  }

  @Test
  void whatTheProfileDoesNotKnowIsOther() {
    var loop = statistics.forLoop();
    loop.record(-1, Outcome.REFUSED, 10);
    loop.record(2, Outcome.REFUSED, 10);
    loop.record(Integer.MAX_VALUE, Outcome.REFUSED, 10);

    var series = statistics.snapshot().series();
    assertThat(series).hasSize(1);
    assertThat(series.getFirst().method()).isEqualTo(Statistics.OTHER);
    assertThat(series.getFirst().latencies().count()).isEqualTo(3);
  }

  @Test
  void reasonsAreCountedAlsoWhereThereAreNone() {
    var loop = statistics.forLoop();
    loop.reason(1);
    loop.reason(1);
    assertThat(statistics.snapshot().reasons())
        .containsExactly(new ReasonCount("denied", 0), new ReasonCount("deadline", 2));
  }

  @Test
  void quantilesAreRightWithinABucket() {
    var random = new Random(SEED);
    var nanos =
        LongStream.generate(() -> 1_000 + random.nextInt(50_000_000)).limit(10_000).toArray();
    var loop = statistics.forLoop();
    LongStream.of(nanos).forEach(value -> loop.record(BALANCE, Outcome.MISS, value));

    var sorted = LongStream.of(nanos).sorted().toArray();
    var latencies = statistics.snapshot().series().getFirst().latencies();
    for (var share : List.of(0.01, 0.5, 0.9, 0.99, 1.0)) {
      var exact = sorted[(int) Math.ceil(share * sorted.length) - 1];
      assertThat((double) latencies.quantileNanos(share))
          .as("share %s, seed %d", share, SEED)
          .isCloseTo((double) exact, within(exact * 0.1));
    }
  }

  @Test
  void nothingCountedHasNoQuantile() {
    assertThat(Latencies.NONE.quantileNanos(0.99)).isZero();
  }

  @Test
  void aDifferenceShowsOnlyWhatCameBetween() {
    var loop = statistics.forLoop();
    loop.record(BALANCE, Outcome.HIT, 1_000);
    loop.reason(0);
    var before = statistics.snapshot();
    loop.record(SEND, Outcome.PASSED, 9_000_000);
    loop.reason(0);

    var between = statistics.snapshot().since(before);
    assertThat(between.series()).hasSize(1);
    assertThat(between.series().getFirst().outcome()).isEqualTo(Outcome.PASSED);
    assertThat(between.reasons()).contains(new ReasonCount("denied", 1));
  }

  @Test
  void aSummaryHasEveryCallOfAMethod() {
    var loop = statistics.forLoop();
    for (var outcome : Outcome.values()) {
      loop.record(SEND, outcome, 1_000_000);
    }
    loop.record(BALANCE, Outcome.HIT, 1_000);

    var methods = statistics.snapshot().methods();
    assertThat(methods).extracting(MethodSummary::method).containsExactly("send", "balance");
    var send = methods.getFirst();
    assertThat(send.calls()).isEqualTo(Outcome.values().length);
    assertThat(send.saved()).isEqualTo(2);
    assertThat(send.cacheable()).isEqualTo(3);
    assertThat(send.hitRatio()).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(send.nodeErrors()).isEqualTo(1);
    assertThat(send.refused()).isEqualTo(1);
    assertThat(send.failed()).isEqualTo(2);
  }

  @Test
  void recordingAllocatesNothing() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var loop = statistics.forLoop();
    loop.record(BALANCE, Outcome.HIT, 1);
    var self = Thread.currentThread().threadId();
    threads.getThreadAllocatedBytes(self);

    var before = threads.getThreadAllocatedBytes(self);
    for (var i = 0; i < 10_000; i++) {
      loop.record(BALANCE, Outcome.HIT, i * 1_000L);
    }
    assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(10_000);
  }

  @Test
  void aReaderSeesCountsThatOnlyGrow() throws InterruptedException {
    var loop = statistics.forLoop();
    var started = new CountDownLatch(1);
    var writer =
        Thread.ofPlatform()
            .start(() -> {
              for (var i = 0; i < 200_000; i++) {
                loop.record(BALANCE, Outcome.HIT, i);
                started.countDown();
              }
            });
    started.await();
    var last = 0L;
    while (writer.isAlive()) {
      var now = calls();
      assertThat(now).isGreaterThanOrEqualTo(last);
      last = now;
    }
    writer.join();
    assertThat(calls()).isEqualTo(200_000);
  }

  private long calls() {
    return statistics.snapshot().methods().stream().mapToLong(MethodSummary::calls).sum();
  }
}
