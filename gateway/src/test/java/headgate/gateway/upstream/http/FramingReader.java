package headgate.gateway.upstream.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/** Reads bytes as the responses of one connection, in the pieces that a test cuts. */
final class FramingReader {
  /**
   * What was made of one response.
   *
   * @param consumed bytes of the stream up to its end, -1 where it has none
   */
  record Read(AnswerFraming.State state, int status, boolean keepAlive, String body, int consumed) {
    private static Read of(AnswerFraming framing, int consumed) {
      var complete = framing.state() == AnswerFraming.State.COMPLETE;
      return new Read(
          framing.state(),
          complete ? framing.status() : 0,
          complete && framing.keepAlive(),
          complete ? new String(framing.body(), 0, framing.bodyLength(), ISO_8859_1) : "",
          complete ? consumed : -1);
    }
  }

  private FramingReader() {}

  /** Reads in one piece. */
  static List<Read> read(String stream, int bodyBytesMax) {
    return read(stream, bodyBytesMax, new int[0]);
  }

  /**
   * Reads response after response until something is neither complete nor to be continued, or the
   * stream ends, which ends the connection.
   *
   * @param cuts ascending places at which a new piece begins
   */
  static List<Read> read(String stream, int bodyBytesMax, int[] cuts) {
    return read(stream, bodyBytesMax, cuts, false);
  }

  private static List<Read> read(String stream, int bodyBytesMax, int[] cuts, boolean anew) {
    var bytes = stream.getBytes(ISO_8859_1);
    var framing = new AnswerFraming(bodyBytesMax);
    var reads = new ArrayList<Read>();
    var from = 0;
    for (var piece = 0; piece <= cuts.length; piece++) {
      var to = piece < cuts.length ? cuts[piece] : bytes.length;
      while (from < to) {
        from = framing.accept(bytes, from, to);
        if (framing.state() == AnswerFraming.State.COMPLETE) {
          reads.add(Read.of(framing, from));
          framing.reset();
          framing = anew ? new AnswerFraming(bodyBytesMax) : framing;
        } else if (isOver(framing)) {
          reads.add(Read.of(framing, from));
          return reads;
        }
      }
    }
    if (framing.begun()) {
      framing.ended();
      reads.add(Read.of(framing, from));
    }
    return reads;
  }

  /** In one piece, each response by a reader that has never read another. */
  static List<Read> readEachAnew(String stream, int bodyBytesMax) {
    return read(stream, bodyBytesMax, new int[0], true);
  }

  private static boolean isOver(AnswerFraming framing) {
    return framing.state() == AnswerFraming.State.BROKEN
        || framing.state() == AnswerFraming.State.TOO_LARGE;
  }
}
