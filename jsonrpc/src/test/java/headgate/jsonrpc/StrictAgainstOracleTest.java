package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The strict parser reads every body as an independent reading of the rules does. */
final class StrictAgainstOracleTest {

  private static final long SEED = Long.getLong("headgate.seed", 20_261_123L);
  private static final int BODIES = 100_000;

  private static final EnvelopeLimits LIMITS = new EnvelopeLimits(10, 24, 64);

  private final Oracle oracle = new Oracle(LIMITS);
  private final StrictParser strict = new StrictParser(LIMITS, SEED);
  private final Envelopes read = new Envelopes();

  @Test
  void everyBodyIsReadAsTheOracleReadsIt() {
    var bodies = new RandomBodies(SEED);
    int[] bodiesByFault = new int[3];
    for (int i = 0; i < BODIES; i++) {
      byte[] body = bodies.next();
      strict.parse(body, 0, body.length, read);
      assertThat(Readings.of(read))
          .as("seed %d, body %d: %s", SEED, i, new String(body, ISO_8859_1))
          .isEqualTo(oracle.read(body));
      bodiesByFault[kindOfFault()]++;
    }
    // Sound ones, whole bodies refused, single items refused: each often enough to mean something.
    assertThat(Arrays.stream(bodiesByFault).boxed()).allMatch(count -> count > BODIES / 20);
  }

  private int kindOfFault() {
    if (read.bodyFault() != null) {
      return 1;
    }
    for (int item = 0; item < read.size(); item++) {
      if (read.fault(item) != null) {
        return 2;
      }
    }
    return 0;
  }
}
