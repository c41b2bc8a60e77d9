package headgate.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a rehearsal that goes wrong; scripts/launcher.sh has one that does not. */
class RehearsalTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir private Path folder;

  @Test
  void whereNoGatewayComesUpItSaysWhyAndLeavesNothing() {
    var rehearsal = new Rehearsal(folder.resolve("cache"), List.of(JAVA, "-no-such-option"));

    assertThatThrownBy(rehearsal::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("did not come up")
        .hasMessageContaining("-no-such-option");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatTakesTooLongIsEndedWithAllThatItHasStarted() throws Exception {
    var command = List.of("sh", "-c", "sleep 600 & sleep 601");
    var log = folder.resolve("log");
    final List<ProcessHandle> started;
    try (var gateway = RehearsedGateway.start(command, log, Duration.ofMillis(300))) {
      assertThatThrownBy(gateway::awaitReady)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("it said nothing");
      started = gateway.children();
    }
    assertThat(started).isNotEmpty();
    for (var each : started) {
      each.onExit().get(30, TimeUnit.SECONDS);
    }
    assertThat(started).noneMatch(ProcessHandle::isAlive);
  }
}
