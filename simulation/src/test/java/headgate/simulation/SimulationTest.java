package headgate.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
  private static final long SEED = 7;

  private static Outcome run(long seed) {
    return Simulation.run(seed, _ -> {});
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 26})
  void everyRuleHolds(long seed) {
    var outcome = run(seed);

    assertThat(outcome.broken()).as("seed %d %s", seed, outcome.lastLines()).isNull();
  }

  @Test
  void theSameSeedGivesTheSameTraceInAnotherProcess() throws IOException, InterruptedException {
    assertThat(inAnotherProcess("--seed", Long.toString(SEED)))
        .contains("trace " + run(SEED).traceHash());
  }

  @Test
  void otherSeedsGiveOtherTraces() {
    assertThat(run(SEED).traceHash()).isNotEqualTo(run(SEED + 1).traceHash());
  }

  /** What a run of the command line prints, in a process of its own. */
  private static String inAnotherProcess(String... arguments)
      throws IOException, InterruptedException {
    var classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            classes,
            "headgate.simulation.Main");
    var whole = new ArrayList<>(command);
    whole.addAll(List.of(arguments));
    var process = new ProcessBuilder(whole).redirectErrorStream(true).start();
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }
}
