package headgate.acceptance.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The soak. {@code ./verify soak} runs it by name; the time that it gets is in the property {@code
 * headgate.soak.minutes}, the seed in {@code headgate.soak.seed}.
 */
class SoakTest {
  private static final int MINUTES = Integer.getInteger("headgate.soak.minutes", 20);
  private static final long SEED = Long.getLong("headgate.soak.seed", 20_261_123);
  private static final Duration OFTEN = Duration.ofSeconds(5);
  private static final int SAMPLES_MIN = 30;
  private static final Path FOLDER = Path.of("target", "soak");

  @Test
  @Timeout(value = 10_000, unit = TimeUnit.MINUTES)
  void nothingGrowsWhileEverythingGoesWrong() throws IOException, InterruptedException {
    var pace = new Weather.Pace(Duration.ofSeconds(6), Duration.ofSeconds(2));
    var lasts = Duration.ofMinutes(MINUTES);
    var every = lasts.dividedBy(SAMPLES_MIN);
    var terms =
        new Soak.Terms(lasts, every.compareTo(OFTEN) < 0 ? every : OFTEN, pace, SEED, FOLDER);
    try (var soak = Soak.start(terms)) {
      var report = soak.run();
      var faults = report.faultsOfALongRun();
      Files.writeString(
          FOLDER.resolve("report.txt"),
          report + System.lineSeparator() + String.join(System.lineSeparator(), faults));
      System.out.println(report);
      assertThat(faults).as("seed %d", SEED).isEmpty();
    }
  }
}
