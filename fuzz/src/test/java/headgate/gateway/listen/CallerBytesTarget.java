package headgate.gateway.listen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.fuzz.Cuts;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of one caller have one outcome however they are cut, answers included; and beside a
 * reading of the framing by other means, no request is served that this one calls ambiguous or
 * unfinished, and none with another body.
 */
public final class CallerBytesTarget {
  private static final String TOO_LONG = "HTTP/1.1 431 ";

  private CallerBytesTarget() {}

  /**
   * What came of a stream.
   *
   * @param bodies of the requests that were served
   * @param upgraded whether the connection was given away, after which its bytes are not HTTP
   */
  private record Outcome(List<String> bodies, String received, boolean open, boolean upgraded) {
    /** Whether the last thing that was said is that a head is too long. */
    boolean tooLong() {
      return received.contains(TOO_LONG);
    }

    /** What was received before that. */
    String answers() {
      return tooLong() ? received.substring(0, received.lastIndexOf(TOO_LONG)) : received;
    }
  }

  /** The first byte says how the rest is cut. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var stream = new String(input, 1, input.length - 1, ISO_8859_1);
    var whole = outcome(stream);
    var cut = outcome(stream, Cuts.of(input[0], stream.length()));
    // Who asks to switch and sends more at once is closed; sent later, the same bytes are frames.
    if (!whole.upgraded && !cut.upgraded) {
      assertSame(cut, whole);
    }
    assertServedAsWritten(SecondReading.of(stream), whole.bodies);
  }

  /** Of a head that is both ambiguous and too long, what is seen first depends on the cuts. */
  private static void assertSame(Outcome cut, Outcome whole) {
    if (cut.tooLong() || whole.tooLong()) {
      assertThat(cut.bodies).isEqualTo(whole.bodies);
      assertThat(cut.answers()).isEqualTo(whole.answers());
    } else {
      assertThat(cut).isEqualTo(whole);
    }
  }

  private static void assertServedAsWritten(SecondReading reading, List<String> bodies) {
    var both = Math.min(bodies.size(), reading.bodies().size());
    assertThat(bodies.subList(0, both)).isEqualTo(reading.bodies().subList(0, both));
    if (reading.end() != SecondReading.End.UNKNOWN) {
      assertThat(bodies)
          .as("served behind a head that is %s", reading.end())
          .hasSizeLessThanOrEqualTo(both);
    }
  }

  private static Outcome outcome(String stream, int... cuts) {
    var bench = new ConnectionBench();
    var received = new StringBuilder();
    var bodies = new ArrayList<String>();
    var from = 0;
    for (var piece = 0; piece <= cuts.length && bench.open(); piece++) {
      var to = piece < cuts.length ? cuts[piece] : stream.length();
      if (to > from && bench.upgrades.isEmpty()) {
        bench.send(stream.substring(from, to));
      }
      from = to;
      while (bodies.size() < bench.exchanges.size()) {
        bodies.add(bench.body(bodies.size()));
        bench.answer(bodies.size() - 1, "<" + bodies.getLast() + ">");
      }
      received.append(bench.received());
    }
    return new Outcome(bodies, received.toString(), bench.open(), leave(bench));
  }

  /** Whatever came before, a caller that leaves leaves nothing behind. */
  private static boolean leave(ConnectionBench bench) {
    bench.vanish();
    bench.received();
    if (bench.upgrades.isEmpty()) {
      assertThat(bench.budget.used()).isZero();
      assertThat(bench.buffersHeld()).isZero();
    }
    return !bench.upgrades.isEmpty();
  }
}
