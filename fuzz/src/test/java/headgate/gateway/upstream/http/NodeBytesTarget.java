package headgate.gateway.upstream.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.fuzz.Cuts;
import java.util.regex.Pattern;

/** A node's bytes have one reading however they are cut, and none is ever thrown. */
public final class NodeBytesTarget {
  private static final int BODY_MAX = 64;
  private static final Pattern LENGTH = Pattern.compile("(?i)(content-length: *)[0-9]+");

  private NodeBytesTarget() {}

  /** The first byte says how the rest, the answers of one connection, is cut. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      var stream = new String(input, 1, input.length - 1, ISO_8859_1);
      assertThat(FramingReader.read(stream, BODY_MAX, Cuts.of(input[0], stream.length())))
          .isEqualTo(FramingReader.read(stream, BODY_MAX));
      // Of two that are alike, or differ in the length only, the second comes under a known head.
      readAlike(stream + stream);
      readAlike(stream + LENGTH.matcher(stream).replaceAll("$1" + (input[0] & 0xff)));
    }
  }

  private static void readAlike(String stream) {
    assertThat(FramingReader.read(stream, BODY_MAX))
        .isEqualTo(FramingReader.readEachAnew(stream, BODY_MAX));
  }
}
