package headgate.acceptance.leave;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.soak.GatewayProcess;
import headgate.devnode.DevNetwork;
import headgate.devnode.clock.DevClock;
import headgate.devnode.node.NodeOptions;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
 * One gateway process takes the place of another that still runs, three times under load: nobody is
 * refused, every request is answered, and no caller who names the height that it has seen goes
 * back.
 */
@EnabledIf(
    value = "headgate.acceptance.leave.UpgradesUnderLoadTest#isPossible",
    disabledReason = "a handover needs Linux")
class UpgradesUnderLoadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int CALLERS = 12;
  private static final int UPGRADES = 3;
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
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  static boolean isPossible() {
    return Epoll.isAvailable();
  }

  @AfterEach
  void endCallers() {
    threads.shutdownNow();
  }

  private Path config() throws IOException {
    var yaml =
        new StringBuilder(
            """
            listen: {host: 127.0.0.1, port: 0, handover: handover.sock}
            admin: {host: 127.0.0.1, port: 0, token: %s}
            drain: {notice: 3s, deadline: 25s}
            probe: {deadline: 5s}
            chain: icon
            nodes:
            """
                .formatted(GatewayProcess.TOKEN));
    nodes.nodes().forEach(node -> yaml.append("  - http://127.0.0.1:%d%n".formatted(node.port())));
    return Files.writeString(folder.resolve("headgate.yaml"), yaml);
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void nobodyIsRefusedAndNothingIsLost() throws IOException, InterruptedException {
    var config = config();
    var running = GatewayProcess.start(config, folder);
    var port = running.port();
    try {
      Eventually.value("ready", PATIENCE, () -> status(port), code -> code == 200);
      IntStream.range(0, CALLERS)
          .forEach(caller -> threads.submit(() -> callUntilStopped(port, caller)));
      for (var upgrade = 1; upgrade <= UPGRADES; upgrade++) {
        awaitAnswers("before upgrade " + upgrade);
        var log = folder.resolve("gateway" + upgrade + ".log");
        var next = GatewayProcess.start(config, log, List.of("--take-over"));
        var before = running;
        running = next;
        assertThat(next.port()).isEqualTo(port);
        assertThat(next.log()).contains("the callers of the gateway that ran come here now");
        assertThat(before.ended()).isZero();
        assertThat(before.log()).doesNotContain("the drain ends", "in time");
        assertThat(before.complaints()).isEmpty();
        assertThat(wrong).isEmpty();
      }
      awaitAnswers("after the last upgrade");
      stopped.countDown();
      threads.close();
      assertThat(running.stop()).isZero();
    } finally {
      running.close();
    }
    System.out.printf(
        "upgrades under load: %d gateways, %d answers and %d errors over %d connections%n",
        UPGRADES + 1, answers.get(), errors.get(), connections.get());
    assertThat(wrong).isEmpty();
  }

  private static int status(int port) {
    try (var client = RawHttp.connect(port).within(PATIENCE)) {
      return client
              .send(RawHttp.request(TestGateway.PATH, Calls.balance(1)))
              .response()
              .body()
              .contains("\"result\"")
          ? 200
          : 503;
    }
  }

  private void awaitAnswers(String when) {
    var before = answers.get();
    Eventually.value(
        "answers " + when,
        PATIENCE,
        answers::get,
        now -> now >= before + ANSWERS_EACH || !wrong.isEmpty());
    assertThat(wrong).isEmpty();
  }

  /** A caller remembers the height that it was answered at, over all its connections. */
  private void callUntilStopped(int port, int caller) {
    try {
      var seen = 0L;
      while (stopped.getCount() > 0) {
        seen = callOverOneConnection(port, caller, seen);
      }
    } catch (RuntimeException | AssertionError lost) {
      wrong.add(lost.toString());
    }
  }

  private long callOverOneConnection(int port, int caller, long from) {
    connections.incrementAndGet();
    try (var client = RawHttp.connect(port).within(PATIENCE)) {
      var last = false;
      var seen = from;
      while (!last && stopped.getCount() > 0) {
        var least = "\r\nX-Headgate-Min-Height: " + seen + "\r\n\r\n";
        var request =
            RawHttp.request(TestGateway.PATH, Calls.balance(caller))
                .replaceFirst("\r\n\r\n", least);
        var response = client.send(request).response();
        seen = checked(response.body(), response.header("X-Headgate-Head"), seen);
        last = response.header("Connection").equalsIgnoreCase("close");
      }
      return seen;
    }
  }

  private long checked(String body, String head, long seen) {
    if (body.contains("-32093")) {
      // A machine that is too busy for probes has nodes that are down; its callers are told so.
      errors.incrementAndGet();
      return seen;
    }
    if (!body.contains("\"result\"")) {
      wrong.add("answered " + body);
      return seen;
    }
    var height = Long.decode(head);
    if (height < seen) {
      wrong.add("height " + height + " after " + seen);
    }
    answers.incrementAndGet();
    return height;
  }
}
