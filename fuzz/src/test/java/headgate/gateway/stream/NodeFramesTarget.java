package headgate.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.fuzz.Cuts;
import headgate.gateway.listen.websocket.Streams.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A node's frames have one reading however their bytes are cut, and none is ever thrown. */
public final class NodeFramesTarget {
  private NodeFramesTarget() {}

  /** The first byte says how the rest is cut. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      var length = input.length - 1;
      assertThat(read(input, Cuts.of(input[0], length))).isEqualTo(read(input));
    }
  }

  private static List<String> read(byte[] input, int... cuts) {
    var told = new Told();
    var reader = new FrameReader(told);
    var from = 1;
    var sound = true;
    for (var piece = 0; piece <= cuts.length && sound; piece++) {
      var to = piece < cuts.length ? 1 + cuts[piece] : input.length;
      sound = reader.accept(input, from, to);
      from = to;
    }
    told.events.add(sound ? "sound" : "broken");
    return told.events;
  }

  private static final class Told implements FrameReader.Sink {
    private final List<String> events = new ArrayList<>();

    @Override
    public void data(Kind kind, boolean last, byte[] payload) {
      assertThat(payload.length).isLessThanOrEqualTo(FrameReader.PIECE_BYTES_MAX);
      events.add(kind + " " + last + " " + Arrays.toString(payload));
    }

    @Override
    public void pinged(byte[] payload) {
      events.add("ping " + Arrays.toString(payload));
    }

    @Override
    public void closing(int status, String reason) {
      events.add("close " + status + " " + reason);
    }
  }
}
