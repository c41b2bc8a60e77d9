package headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import headgate.gateway.address.IpAddress;
import headgate.gateway.observe.access.LoopAccess;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.testkit.ManualLoop;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class CallEndsTest {
  private static final int CALLS = 10_000;

  @Test
  void anEndThatNobodyListensToMakesNothing() {
    var ends =
        new CallEnds(
            CallRecorder.unheard(),
            LoopAccess.OFF.request(IpAddress.LOOPBACK),
            new ManualLoop(),
            null);
    var text = Failure.of(FailureKind.METHOD_NOT_FOUND).toAnswerText();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ends.malformed(0, text);
    ends.refused(0, FailureKind.METHOD_NOT_FOUND, text);
    var before = threads.getCurrentThreadAllocatedBytes();
    for (var each = 0; each < CALLS; each++) {
      ends.malformed(0, text);
      ends.refused(0, FailureKind.METHOD_NOT_FOUND, text);
    }

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(CALLS);
  }
}
