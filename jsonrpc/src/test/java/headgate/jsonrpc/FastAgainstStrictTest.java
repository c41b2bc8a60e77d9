package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the fast scanner accepts, the strict parser accepts too, with the same spans. */
final class FastAgainstStrictTest {

  private static final long SEED = Long.getLong("headgate.seed", 20_261_122L);
  private static final int BODIES = 300_000;

  private static final EnvelopeLimits LIMITS = new EnvelopeLimits(10, 24, 64);

  private final FastScanner fast = new FastScanner(LIMITS);
  private final StrictParser strict = new StrictParser(LIMITS, SEED);
  private final Envelopes fastRead = new Envelopes();
  private final Envelopes strictRead = new Envelopes();

  @Test
  void acceptedBodiesAreAcceptedByBothWithTheSameSpans() {
    var bodies = new RandomBodies(SEED);
    int byBoth = 0;
    int byStrictOnly = 0;
    for (int i = 0; i < BODIES; i++) {
      byte[] body = bodies.next();
      boolean accepted = fast.scan(body, 0, body.length, fastRead);
      strict.parse(body, 0, body.length, strictRead);
      if (accepted) {
        byBoth++;
        assertSameReading(body, 0);
      } else if (isSound(strictRead)) {
        byStrictOnly++;
      }
    }
    // Otherwise the comparison would say little.
    assertThat(byBoth).isGreaterThan(BODIES / 5);
    assertThat(byStrictOnly).isGreaterThan(BODIES / 20);
    assertThat(BODIES - byBoth - byStrictOnly).isGreaterThan(BODIES / 5);
  }

  @Test
  void spansAreThoseOfTheWholeArrayWhereTheBodyLiesInside() {
    var bodies = new RandomBodies(SEED + 1);
    for (int i = 0; i < 20_000; i++) {
      byte[] body = bodies.next();
      byte[] around = new byte[body.length + 40];
      Arrays.fill(around, (byte) '}');
      System.arraycopy(body, 0, around, 17, body.length);
      boolean accepted = fast.scan(around, 17, 17 + body.length, fastRead);
      assertThat(accepted).isEqualTo(fast.scan(body, 0, body.length, strictRead));
      if (accepted) {
        assertSameReading(body, 17);
      }
    }
  }

  private void assertSameReading(byte[] body, int shift) {
    String what = "seed " + SEED + ": " + new String(body, ISO_8859_1);
    assertThat(strictRead.bodyFault()).as(what).isNull();
    assertThat(fastRead.bodyFault()).as(what).isNull();
    assertThat(fastRead.batch()).as(what).isEqualTo(strictRead.batch());
    assertThat(fastRead.size()).as(what).isEqualTo(strictRead.size());
    for (int item = 0; item < strictRead.size(); item++) {
      assertThat(strictRead.fault(item)).as(what).isNull();
      assertThat(fastRead.fault(item)).as(what).isNull();
      assertThat(fastRead.notification(item)).as(what).isEqualTo(strictRead.notification(item));
      assertThat(strictRead.methodBytes(item)).as(what).isSameAs(strictRead.bytes());
      assertThat(spans(fastRead, item, shift)).as(what).isEqualTo(spans(strictRead, item, 0));
    }
  }

  private static int[] spans(Envelopes read, int item, int shift) {
    int[] spans = {
      read.idStart(item),
      read.idEnd(item),
      read.methodStart(item),
      read.methodEnd(item),
      read.paramsStart(item),
      read.paramsEnd(item)
    };
    return Arrays.stream(spans).map(at -> at < 0 ? -1 : at - shift).toArray();
  }

  private static boolean isSound(Envelopes read) {
    for (int item = 0; item < read.size(); item++) {
      if (read.fault(item) != null) {
        return false;
      }
    }
    return read.bodyFault() == null;
  }
}
