package headgate.acceptance.walk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.gateway.config.LimitsConfig;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the event loop allocates for a call, over a real socket and with all features on.
 *
 * <p>The figure holds all that the loop does meanwhile, probing the node included, so it is not
 * quite nothing.
 */
class AllocationPerCallTest {
  private static final int WARM = 20_000;
  private static final int CALLS = 100_000;
  private static final int CALLS_PER_BLOCK = 10_000;
  private static final double BYTES_PER_CALL_MAX = 16;

  /** The node that is asked keeps each request, and takes the longer the more it has. */
  private static final int MISSES = 8_000;

  private static final double BYTES_PER_MISS_MAX = 5_000;
  private static final int CALLERS = 4;

  @AutoClose private final FakeNode node = FakeNode.at(100);
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final byte[] answer = new byte[4096];
  private ResourceLeakDetector.Level usual = ResourceLeakDetector.getLevel();
  private long height = 100;

  @BeforeEach
  void trackNoBuffers() {
    usual = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
  }

  @AfterEach
  void trackThemAsUsual() {
    ResourceLeakDetector.setLevel(usual);
  }

  @Test
  void aCachedCallAllocatesNothing() throws IOException {
    measure("a cached call", same(Calls.balanceAt(1, 50)), WARM, CALLS, BYTES_PER_CALL_MAX);
  }

  @Test
  void norDoesABatchOfThem() throws IOException {
    var call = Calls.balanceAt(1, 50);
    var batch = "[" + String.join(",", Collections.nCopies(10, call)) + "]";
    measure("a batch of ten cached calls", same(batch), WARM, CALLS, BYTES_PER_CALL_MAX);
  }

  @Test
  void aCallThatGoesToANodeAllocatesLittle() throws IOException {
    measure(
        "a missed call",
        number -> request(Calls.balance(number)),
        MISSES,
        MISSES,
        BYTES_PER_MISS_MAX);
  }

  private static byte[] request(String body) {
    return RawHttp.request(TestGateway.PATH, body).getBytes(US_ASCII);
  }

  private static IntFunction<byte[]> same(String body) {
    var request = request(body);
    return _ -> request;
  }

  private void measure(String what, IntFunction<byte[]> request, int warm, int calls, double max)
      throws IOException {
    node.answers("icx_getBalance", "\"0x1\"");
    var network = TestGateway.network("icon", List.of(node.uri()));
    try (var gateway = TestGateway.onOneLoop(LimitsConfig.defaults(), List.of(network)).ready()) {
      var callers = new Socket[CALLERS];
      for (var caller = 0; caller < CALLERS; caller++) {
        callers[caller] = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        callers[caller].setTcpNoDelay(true);
        callers[caller].setSoTimeout(30_000);
      }
      call(callers, request, 0, warm);
      var before = allocated();
      call(callers, request, warm, warm + calls);
      var each = (allocated() - before) / (double) calls;
      System.out.printf("%s: the loop allocates %.2f bytes%n", what, each);
      for (var caller : callers) {
        caller.close();
      }
      assertThat(each).isLessThan(max);
    }
  }

  private long allocated() {
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().startsWith("headgate-loop"))
        .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getThreadId()))
        .sum();
  }

  private void call(Socket[] callers, IntFunction<byte[]> request, int from, int to)
      throws IOException {
    for (var time = from; time < to; time++) {
      if (time % CALLS_PER_BLOCK == 0) {
        height++;
        node.height(height);
      }
      var caller = callers[time % CALLERS];
      caller.getOutputStream().write(request.apply(time));
      read(caller);
    }
  }

  /** An answer ends with a bracket and a line end, as no line of its head does. */
  private void read(Socket caller) throws IOException {
    var length = 0;
    while (length < 2 || answer[length - 1] != '\n' || answer[length - 2] == '\r') {
      var more = caller.getInputStream().read(answer, length, answer.length - length);
      if (more < 0) {
        throw new IOException("the connection ended");
      }
      length += more;
    }
    assertThat(new String(answer, 0, 12, US_ASCII)).isEqualTo("HTTP/1.1 200");
  }
}
