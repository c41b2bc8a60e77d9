package headgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway as a process of its own. */
class ServeProcessTest {
  /** The notice is longer than any machine is slow. */
  private static final String FILE =
      """
      listen: {host: 127.0.0.1, port: 0}
      admin: {port: 0}
      drain: {notice: 60s, deadline: 2m}
      chain: icon
      nodes: [http://127.0.0.1:1]
      """;

  @TempDir private Path folder;

  private Process start(String file) throws IOException {
    var config = Files.writeString(folder.resolve("headgate.yaml"), file);
    return Hearing.headgate("HUP", "serve", "-c", config.toString()).start();
  }

  @Test
  void aProcessThatIsToldToStopEndsWithZeroAndSaysNothingOnTheStandardOutput()
      throws IOException, InterruptedException {
    var process = start(FILE.replace("notice: 60s", "notice: 0s"));
    try (var talk = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
      // In either order: the node is probed while the ports are opened.
      assertThat(talk.lines().filter(ServeProcessTest::isNews).limit(2))
          .anyMatch(line -> line.startsWith("health   http://127.0.0.1:"))
          .anyMatch(line -> line.contains("node node1 is down: connection refused"));
      // SIGTERM where there are signals; the handle leaves the streams open.
      assertThat(process.toHandle().destroy()).isTrue();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(talk.lines())
          .anyMatch(line -> line.contains("the gateway drains: 0 connections are open"))
          .anyMatch(line -> line.contains("the gateway is drained"));
      assertThat(process.getInputStream().readAllBytes()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void whoIsToldTwiceEndsAtOnce() throws IOException, InterruptedException {
    var process = start(FILE);
    try (var talk = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
      assertThat(talk.lines().filter(line -> line.startsWith("health ")).findFirst()).isPresent();
      process.toHandle().destroy();
      assertThat(talk.lines().filter(line -> line.contains("the gateway drains")).findFirst())
          .isPresent();
      process.toHandle().destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(130);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Other lines may come in between: the node is probed all the time. */
  private static String said(BufferedReader talk, String word) throws IOException {
    var line = talk.readLine();
    while (line != null && !line.contains(word)) {
      line = talk.readLine();
    }
    return String.valueOf(line);
  }

  private static void hangUp(Process process) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("sh", "-c", "kill -HUP " + process.pid()).start();
    assertThat(kill.waitFor()).isZero();
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void whoIsHungUpReadsItsFileAnewAndABadOneKeepsTheOld() throws IOException, InterruptedException {
    var process = start(FILE);
    var file = folder.resolve("headgate.yaml");
    try (var talk = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
      assertThat(said(talk, "health ")).startsWith("health ");
      Files.writeString(file, FILE + "limits: {batchCallsMax: 7}\n");
      hangUp(process);
      assertThat(said(talk, "configuration "))
          .contains("configuration reloaded (applied), ordered by SIGHUP: limits: changed");
      Files.writeString(file, FILE + "limit: {}\n");
      hangUp(process);
      assertThat(said(talk, "configuration "))
          .contains("configuration kept (invalid), a reload ordered by SIGHUP: ")
          .contains("headgate.yaml:6:1: limit: ");
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean isNews(String line) {
    return line.startsWith("health ") || line.contains(" node node1 ");
  }
}
