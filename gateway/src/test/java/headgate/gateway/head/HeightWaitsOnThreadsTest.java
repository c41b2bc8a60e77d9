package headgate.gateway.head;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.netty.EventLoops;
import headgate.gateway.netty.NettyLoop;
import headgate.gateway.netty.NettyTransport;
import headgate.gateway.netty.SystemClock;
import headgate.gateway.testkit.Views;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls of several real loops that begin to wait for a height just as it is published. */
class HeightWaitsOnThreadsTest {
  private static final int LOOPS = 3;
  private static final long HEIGHTS = 3_000;

  /** Nobody is told for the time: who misses a height would wait for ever. */
  private static final Duration NEVER = Duration.ofDays(1);

  private final EventLoops loops = EventLoops.start(LOOPS, NettyTransport.NIO, new SystemClock());
  private final AtomicReference<HeadView> head = new AtomicReference<>(Views.up(1, 0));
  private final Semaphore aboutToWait = new Semaphore(0);
  private final CountDownLatch atTheTop = new CountDownLatch(LOOPS);
  private final AtomicInteger reached = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();

  @AfterEach
  void stop() {
    loops.close();
  }

  /** Waits for one height after the other. */
  private void climb(NettyLoop loop, HeightWaits waits, long next) {
    if (next > HEIGHTS) {
      atTheTop.countDown();
      return;
    }
    aboutToWait.release();
    waits.await(
        next,
        inTime -> {
          (inTime ? reached : late).incrementAndGet();
          loop.execute(() -> climb(loop, waits, next + 1));
        });
  }

  @Test
  void nobodyMissesTheHeightThatComesAsItBeginsToWait() throws InterruptedException {
    var all =
        loops.loops().stream()
            .map(loop -> {
              var waits = new HeightWaits(loop, head::get, NEVER);
              loop.execute(() -> climb(loop, waits, 1));
              return waits;
            })
            .toList();
    publishAsTheyBegin(all);

    assertThat(atTheTop.await(60, SECONDS)).isTrue();
    assertThat(reached).hasValue(Math.toIntExact(LOOPS * HEIGHTS));
    assertThat(late).hasValue(0);
  }

  private void publishAsTheyBegin(List<HeightWaits> all) throws InterruptedException {
    for (var height = 1L; height <= HEIGHTS; height++) {
      assertThat(aboutToWait.tryAcquire(LOOPS, 60, SECONDS)).as("height %d", height).isTrue();
      head.set(Views.up(1, height));
      all.forEach(HeightWaits::moved);
    }
  }
}
