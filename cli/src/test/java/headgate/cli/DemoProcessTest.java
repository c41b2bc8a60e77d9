package headgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A demo as a process of its own. */
class DemoProcessTest {
  @TempDir private Path folder;

  @Test
  void aDemoThatIsInterruptedPrintsItsSummaryAndEndsWithOneHundredAndThirty()
      throws IOException, InterruptedException {
    var data = folder.resolve("summary.json");
    var process =
        Hearing.headgate("INT", "demo", "--seconds", "600", "-o", "json")
            .redirectOutput(Redirect.to(data.toFile()))
            .start();
    try (var talk = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
      assertThat(talk.lines().anyMatch(line -> line.startsWith("  2 s  "))).isTrue();
      var kill = new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
      assertThat(kill.waitFor()).isZero();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(130);
    var report = JsonMapper.shared().readTree(Files.readString(data));
    assertThat(report.path("cutShort").asBoolean()).isTrue();
    assertThat(report.path("findings")).isEmpty();
    assertThat(report.path("reads").path("sent").asLong()).isPositive();
  }
}
