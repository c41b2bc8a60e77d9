package headgate.gateway.netty;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.testkit.ManualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** One time for what comes in at once, a new one for each task and each timer. */
class TurningClockTest {
  private final ManualClock real = new ManualClock();
  @AutoClose private final EventLoops loops = EventLoops.start(1, NettyTransport.NIO, real);
  private final NettyLoop loop = loops.loops().getFirst();

  @Test
  void standsStillWhileOneThingIsDoneAndNotLonger() {
    var before = real.nanos();
    assertThat(onLoop(this::passed)).isZero();
    assertThat(onLoop(() -> loop.clock().nanos())).isEqualTo(before + 1_000_000);
  }

  @Test
  void aTimerSeesTheTimeAtWhichItRuns() throws Exception {
    var seen = new CompletableFuture<Long>();
    loop.execute(() -> {
      loop.clock().nanos();
      real.advance(Duration.ofMillis(5));
      loop.schedule(Duration.ZERO, () -> seen.complete(loop.clock().nanos()));
    });
    assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo(real.nanos());
  }

  @Test
  void othersGetTheClockBehindIt() {
    onLoop(this::passed);
    real.advance(Duration.ofMillis(3));
    assertThat(loop.clock().nanos()).isEqualTo(real.nanos());
  }

  /** How far the loop's clock goes in one task while the real one goes on by a millisecond. */
  private long passed() {
    var before = loop.clock().nanos();
    real.advance(Duration.ofMillis(1));
    return loop.clock().nanos() - before;
  }

  private long onLoop(LongSupplier task) {
    var told = new CompletableFuture<Long>();
    loop.execute(() -> told.complete(task.getAsLong()));
    return told.orTimeout(10, TimeUnit.SECONDS).join();
  }
}
