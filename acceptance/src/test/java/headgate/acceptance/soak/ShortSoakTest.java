package headgate.acceptance.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A soak of a few seconds. It is too short to say what grows; it shows that all is given back, that
 * no buffer leaks, that no write is doubled and no height goes back.
 */
class ShortSoakTest {
  private static final long SEED = 20_261_123;

  /** Everything is waited for patiently, so that a slow machine only takes longer. */
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void allIsGivenBackOnceNobodyCalls(@TempDir Path folder)
      throws IOException, InterruptedException {
    var pace = new Weather.Pace(Duration.ofSeconds(2), Duration.ofSeconds(1));
    var terms = new Soak.Terms(Duration.ofSeconds(15), Duration.ofSeconds(3), pace, SEED, folder);
    try (var soak = Soak.start(terms)) {
      var report = soak.run();
      System.out.println(report);
      assertThat(report.faultsOfAnyRun()).as("seed %d", SEED).isEmpty();
    }
  }
}
