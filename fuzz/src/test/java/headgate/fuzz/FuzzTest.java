package headgate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The fuzzer on each target. The short form makes a fixed number of runs from a fixed seed, the
 * long one shares {@code headgate.fuzz.minutes} among the targets and begins anew each time. Each
 * leaves a line in {@code target/fuzz/report.txt}.
 */
class FuzzTest {
  private static final Path REPORT = Path.of("target", "fuzz", "report.txt");

  /** New inputs that are also looked at for linear work. */
  private static final int PUMPED_MAX = 50;

  private final CountingLoader loader = new CountingLoader(FuzzTest.class.getClassLoader());

  @BeforeAll
  static void beginReport() throws IOException {
    Files.createDirectories(REPORT.getParent());
    Files.deleteIfExists(REPORT);
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void nothingThatIsTriedIsReadWrongly(Target target) throws IOException {
    var jazzer = new Jazzer(target);
    var run = jazzer.run(share());
    for (var finding : jazzer.findings()) {
      report(target, "FOUND fuzz/" + finding + "; " + replay(target));
    }
    report(target, run.summary() + ", " + run.found().size() + " new");
    assertThat(jazzer.findings()).as("see %s; %s", run.log(), replay(target)).isEmpty();
    assertThat(run.sound()).as("the fuzzer ended badly, see %s", run.log()).isTrue();
    assertLinear(target, run);
  }

  private static Duration share() {
    return Duration.ofMinutes(Integer.getInteger("headgate.fuzz.minutes", 0))
        .dividedBy(Target.values().length);
  }

  private static String replay(Target target) {
    return "to replay, copy it to fuzz/" + target.corpus() + " and run ./verify unit";
  }

  private void assertLinear(Target target, Jazzer.Run run) {
    var linear = new LinearWork(loader.load(target));
    for (var input : run.found().stream().limit(PUMPED_MAX).toList()) {
      try {
        linear.worst(Corpus.bytes(input));
      } catch (AssertionError notLinear) {
        throw new AssertionError("fuzz/" + input + ", pumped up; " + replay(target), notLinear);
      }
    }
  }

  private static void report(Target target, String line) throws IOException {
    Files.writeString(
        REPORT,
        "%-15s %s%n".formatted(target.folder(), line),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
