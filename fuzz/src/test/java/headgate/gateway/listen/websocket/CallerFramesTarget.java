package headgate.gateway.listen.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.fuzz.Cuts;
import java.util.ArrayList;
import java.util.List;

/** A caller's frames have one outcome however their bytes are cut, and nothing stays held. */
public final class CallerFramesTarget {
  /** Bytes of a thousand frames: who sends more of them is cut off with what it has not read. */
  private static final int ALLOWANCE_BYTES = 6_000;

  private CallerFramesTarget() {}

  private record Outcome(List<String> told, String received) {}

  /** The first byte says how the rest is cut. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      var stream = new String(input, 1, input.length - 1, ISO_8859_1);
      var whole = outcome(stream);
      var cut = outcome(stream, Cuts.of(input[0], stream.length()));
      assertThat(cut.told).isEqualTo(whole.told);
      if (stream.length() < ALLOWANCE_BYTES) {
        assertThat(cut.received).isEqualTo(whole.received);
      } else {
        assertThat(cut.received).startsWith(whole.received);
      }
    }
  }

  private static Outcome outcome(String stream, int... cuts) {
    var bench = WebSocketBench.switched();
    var received = new StringBuilder();
    var from = 0;
    for (var piece = 0; piece <= cuts.length && bench.channel.isOpen(); piece++) {
      var to = piece < cuts.length ? cuts[piece] : stream.length();
      if (to > from) {
        bench.send(stream.substring(from, to));
      }
      from = to;
      received.append(bench.received());
    }
    var told = new ArrayList<>(bench.seen);
    told.removeIf("writable"::equals);
    bench.channel.finishAndReleaseAll();
    bench.settle();
    assertThat(bench.budget.used()).isZero();
    return new Outcome(told, received.toString());
  }
}
