package headgate.gateway.ready;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The header lines of answers that are ready, as {@code ResponseFields} writes them: written once
 * for each height.
 */
final class ReadyFields {
  private static final int BATCHES = 128;

  private long height = -1;
  private byte @Nullable [] single;
  private final byte[] @Nullable [] batches = new byte[BATCHES] @Nullable [];

  /** Of a hit at a height. */
  byte[] single(long servingHeight) {
    turnTo(servingHeight);
    var lines = single;
    if (lines == null) {
      lines = lines(servingHeight, "hit");
      single = lines;
    }
    return lines;
  }

  /** Of a batch of so many hits. */
  byte[] batch(long servingHeight, int hits) {
    turnTo(servingHeight);
    var lines = hits < BATCHES ? batches[hits] : null;
    if (lines == null) {
      lines = lines(servingHeight, "hit=" + hits);
      if (hits < BATCHES) {
        batches[hits] = lines;
      }
    }
    return lines;
  }

  private void turnTo(long servingHeight) {
    if (servingHeight != height) {
      height = servingHeight;
      single = null;
      Arrays.fill(batches, null);
    }
  }

  private static byte[] lines(long height, String outcome) {
    return ("X-Headgate-Head: 0x"
            + Long.toHexString(height)
            + "\r\nX-Headgate-Cache: "
            + outcome
            + "\r\n")
        .getBytes(US_ASCII);
  }
}
