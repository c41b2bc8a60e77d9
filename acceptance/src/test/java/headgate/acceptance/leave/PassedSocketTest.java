package headgate.acceptance.leave;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.devnode.DevNetwork;
import headgate.devnode.clock.DevClock;
import headgate.devnode.node.NodeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * One gateway process after the other on a socket that outlives them, under load: whoever connects
 * in between waits, nobody is refused, nobody goes without an answer, and heights do not go back.
 */
@EnabledIf(
    value = "headgate.acceptance.leave.SocketParent#isPossible",
    disabledReason = "python3, or a Linux where a socket can be passed on, is missing")
class PassedSocketTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int CALLERS = 12;
  private static final int RESTARTS = 3;
  private static final int ANSWERS_EACH = 200;

  @TempDir private Path folder;

  @AutoClose
  private final DevNetwork nodes =
      DevNetwork.start(
          3, Duration.ofMillis(500), DevClock.system(), _ -> NodeOptions.defaults(), 5);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private final AtomicLong highest = new AtomicLong();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  @AfterEach
  void endCallers() {
    threads.shutdownNow();
  }

  private Path config() throws IOException {
    var yaml =
        new StringBuilder(
            """
            admin: {host: 127.0.0.1, port: 0}
            drain: {notice: 1s, deadline: 25s}
            probe: {deadline: 5s}
            chain: icon
            nodes:
            """);
    nodes.nodes().forEach(node -> yaml.append("  - http://127.0.0.1:%d%n".formatted(node.port())));
    return Files.writeString(folder.resolve("headgate.yaml"), yaml);
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void whoConnectsBetweenTwoGatewaysWaitsForTheNextOne() throws IOException {
    try (var parent = SocketParent.of(config())) {
      IntStream.range(0, CALLERS)
          .forEach(caller -> threads.submit(() -> callUntilStopped(parent.port(), caller)));
      for (var restart = 0; restart < RESTARTS; restart++) {
        var gateway = parent.start(folder.resolve("gateway" + restart + ".log"));
        var before = answers.get();
        Eventually.value(
            "answers of gateway " + restart,
            PATIENCE,
            answers::get,
            now -> now >= before + ANSWERS_EACH || !wrong.isEmpty());
        assertThat(ProcessHandle.of(gateway).orElseThrow().destroy()).isTrue();
        assertThat(parent.ended(gateway)).isZero();
        assertThat(wrong).isEmpty();
      }
      parent.start(folder.resolve("last.log"));
      stopped.countDown();
      threads.close();
    }
    System.out.printf(
        "passed socket: %d gateways, %d answers and %d errors over %d connections%n",
        RESTARTS + 1, answers.get(), errors.get(), connections.get());
    assertThat(wrong).isEmpty();
  }

  private void callUntilStopped(int port, int caller) {
    try {
      while (stopped.getCount() > 0) {
        callOverOneConnection(port, caller);
      }
    } catch (RuntimeException | AssertionError lost) {
      wrong.add(lost.toString());
    }
  }

  private void callOverOneConnection(int port, int caller) {
    connections.incrementAndGet();
    try (var client = RawHttp.connect(port).within(PATIENCE)) {
      var last = false;
      while (!last && stopped.getCount() > 0) {
        var seen = highest.get();
        var request = RawHttp.request(TestGateway.PATH, Calls.balance(caller));
        var response = client.send(request).response();
        check(response.body(), response.header("X-Headgate-Head"), seen);
        last = response.header("Connection").equalsIgnoreCase("close");
      }
    }
  }

  private void check(String body, String head, long seen) {
    if (body.contains("-32093")) {
      // A machine that is too busy for probes has nodes that are down; its callers are told so.
      errors.incrementAndGet();
      return;
    }
    if (!body.contains("\"result\"")) {
      wrong.add("answered " + body);
      return;
    }
    var height = Long.decode(head);
    if (height < seen) {
      wrong.add("height " + height + " after " + seen);
    }
    highest.accumulateAndGet(height, Math::max);
    answers.incrementAndGet();
  }
}
