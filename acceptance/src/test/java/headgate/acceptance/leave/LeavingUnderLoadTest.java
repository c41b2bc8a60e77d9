package headgate.acceptance.leave;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.soak.GatewayProcess;
import headgate.devnode.DevNetwork;
import headgate.devnode.clock.DevClock;
import headgate.devnode.node.NodeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway process is told to stop under load. Everything is waited for patiently. */
class LeavingUnderLoadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int OLD_BLOCKS = 5;
  private static final int ANSWERS = 300;

  @TempDir private Path folder;

  @AutoClose
  private final DevNetwork nodes =
      DevNetwork.start(
          3,
          Duration.ofMillis(500),
          DevClock.system(),
          _ -> NodeOptions.defaults().waitTimeout(LONG).waitTimeoutMax(LONG),
          OLD_BLOCKS);

  /** The notice is long, so that no caller on a busy machine sleeps through it. */
  private Path config() throws IOException {
    var yaml =
        new StringBuilder(
            """
            listen: {host: 127.0.0.1, port: 0}
            admin: {host: 127.0.0.1, port: 0}
            drain: {notice: 8s, deadline: 14s}
            chain: icon
            nodes:
            """);
    nodes.nodes().forEach(node -> yaml.append("  - http://127.0.0.1:%d%n".formatted(node.port())));
    return Files.writeString(folder.resolve("headgate.yaml"), yaml);
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void everyRequestIsAnsweredStreamsAreClosedAndTheExitCodeIsZero()
      throws IOException, InterruptedException {
    try (var gateway = GatewayProcess.start(config(), folder)) {
      Eventually.value("ready", PATIENCE, () -> gateway.status("/readyz"), code -> code == 200);
      try (var callers = new Callers(gateway.port(), nodes)) {
        callers.begin();
        Eventually.value(
            "traffic",
            PATIENCE,
            () -> callers.count("read, answered", "batch, answered", "wait, answered"),
            answers -> answers >= ANSWERS && callers.count("wait, answered") > 0);
        // From now on nobody who waits gets a result.
        nodes.node(0).faults().halt();
        gateway.tellToStop();
        Eventually.value("told", PATIENCE, () -> gateway.status("/readyz"), code -> code == 503);
        assertThat(gateway.status("/healthz")).isEqualTo(200);
        assertThat(gateway.ended()).isZero();
        callers.await();
        System.out.println("left under load: " + callers.report());
        assertThat(callers.lost()).isEmpty();
        assertThat(callers.count("told to close")).isEqualTo(Callers.askers());
        assertThat(callers.count("stream, closed with 1001")).isEqualTo(Callers.streams());
        assertThat(callers.count("wait, answered with an error of the gateway")).isPositive();
      }
      assertThat(gateway.log()).doesNotContain("the drain ends", "in time");
      assertThat(gateway.complaints()).isEmpty();
    }
  }
}
