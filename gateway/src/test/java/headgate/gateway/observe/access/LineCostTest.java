package headgate.gateway.observe.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import headgate.gateway.address.IpAddress;
import headgate.gateway.config.operate.AccessLogConfig;
import headgate.gateway.netty.SystemClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a line costs the loop that leaves it; its time is printed, what it allocates is bounded. */
class LineCostTest {
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUND = AccessLog.QUEUE_SIZE;
  private static final int ROUNDS = 30;
  private static final long BYTES_MAX = 512;

  @Test
  void aLineCostsItsLoopLittle() {
    var clock = new SystemClock();
    var written = new WrittenLines(clock, new AccessLogConfig("-", 1, Duration.ofSeconds(1)));
    var loop = written.loop();
    var nanos = 0L;
    var bytes = 0L;
    for (var round = 0; round < ROUNDS; round++) {
      var allocated = threads.getCurrentThreadAllocatedBytes();
      var began = clock.nanos();
      for (var each = 0; each < ROUND; each++) {
        var request = loop.request(IpAddress.LOOPBACK).at("main", "v3").holding(100);
        request.ended(0, Lines.failed());
      }
      nanos = clock.nanos() - began;
      bytes = threads.getCurrentThreadAllocatedBytes() - allocated;
      written.forget();
    }

    System.out.printf("a line costs its loop %d ns and %d bytes%n", nanos / ROUND, bytes / ROUND);
    assertThat(written.log().counts().getFirst().count()).isEqualTo((long) ROUND * ROUNDS);
    assertThat(bytes / ROUND).isLessThan(BYTES_MAX);
  }

  @Test
  void aLogThatIsOffCostsNothing() {
    // The first round loads classes.
    assertThat(bytesWhileOff()).isNotNegative();
    assertThat(bytesWhileOff()).isLessThan(ROUND);
  }

  private long bytesWhileOff() {
    var client = IpAddress.LOOPBACK;
    var wanted = 0;
    var allocated = threads.getCurrentThreadAllocatedBytes();
    for (var each = 0; each < ROUND; each++) {
      var request = LoopAccess.OFF.request(client).at("main", "v3").holding(each);
      request.batch(2);
      request.sees(each);
      wanted += request.wants(false, each) ? 1 : 0;
    }
    var bytes = threads.getCurrentThreadAllocatedBytes() - allocated;
    assertThat(wanted).isZero();
    return bytes;
  }
}
