package headgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A gateway as a process of its own. */
class ServeProcessTest {
  @Test
  void aProcessThatIsToldToStopEndsWithZeroAndSaysNothingOnTheStandardOutput()
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "headgate.cli.Main",
                "serve",
                "--chain",
                "icon",
                "--listen",
                "127.0.0.1:0",
                "--admin",
                "127.0.0.1:0",
                "http://127.0.0.1:1")
            .start();
    try (var talk = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
      // In either order: the node is probed while the ports are opened.
      assertThat(talk.lines().filter(ServeProcessTest::isNews).limit(2))
          .anyMatch(line -> line.startsWith("health   http://127.0.0.1:"))
          .anyMatch(line -> line.contains("node node1 is down: connection refused"));
      // SIGTERM where there are signals; the handle leaves the streams open.
      assertThat(process.toHandle().destroy()).isTrue();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(process.getInputStream().readAllBytes()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean isNews(String line) {
    return line.startsWith("health ") || line.contains(" node node1 ");
  }
}
