package headgate.fuzz;

import java.util.Arrays;

/** Where a stream of bytes is cut into pieces, told by one byte of an input. */
public final class Cuts {
  private Cuts() {}

  /**
   * Ascending places at which a new piece begins; for 0 every byte is a piece of its own.
   *
   * @param choice any byte
   * @param length bytes of the stream
   */
  public static int[] of(byte choice, int length) {
    var places = new int[Math.max(0, length)];
    var longest = 1 + (choice & 0x3f);
    var count = 0;
    var state = choice * 0x9E3779B97F4A7C15L;
    for (var at = 1 + (int) (state >>> 33) % longest; at < length; ) {
      places[count++] = at;
      state = state * 6364136223846793005L + 1442695040888963407L;
      at += 1 + (int) ((state >>> 33) % longest);
    }
    return Arrays.copyOf(places, count);
  }
}
