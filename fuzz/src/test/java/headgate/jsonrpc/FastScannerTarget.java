package headgate.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** What the fast scanner accepts, the strict parser accepts too, with the same spans. */
public final class FastScannerTarget {
  private static final EnvelopeLimits LIMITS = new EnvelopeLimits(10, 24, 64);
  private static final int BEFORE = 17;
  private static final int AFTER = 23;

  private FastScannerTarget() {}

  /** One input is a request body; it is scanned within other bytes, as a body is in its buffer. */
  public static void fuzzerTestOneInput(byte[] body) {
    var around = new byte[BEFORE + body.length + AFTER];
    Arrays.fill(around, (byte) '}');
    System.arraycopy(body, 0, around, BEFORE, body.length);
    var scanned = new Envelopes();
    if (new FastScanner(LIMITS).scan(around, BEFORE, BEFORE + body.length, scanned)) {
      var parsed = new Envelopes();
      new StrictParser(LIMITS, 42).parse(around, BEFORE, BEFORE + body.length, parsed);
      var reading = Readings.of(parsed);
      assertThat(reading.bodyCode()).isZero();
      assertThat(reading.items()).allMatch(item -> item.code() == 0);
      assertThat(Readings.of(scanned)).isEqualTo(reading);
    }
  }
}
