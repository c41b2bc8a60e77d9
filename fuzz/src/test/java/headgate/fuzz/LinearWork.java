package headgate.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * Holds a target to work that is linear in its input.
 *
 * <p>Of an input, a part is repeated until the whole is sixteen thousand bytes long, as an attacker
 * would; each of some parts in turn. A reader that looks back over what it has read would take
 * millions of steps for that; a linear one takes a bounded number for each byte.
 */
final class LinearWork {
  /** Steps for a byte at most; five times the worst that was seen. */
  static final int STEPS_PER_BYTE = 250;

  /** Steps that an input may take however short it is: some targets set up a great deal. */
  static final int STEPS_AT_LEAST = 250_000;

  private static final int PUMPED_BYTES = 16_000;

  private final Consumer<byte[]> target;

  LinearWork(Consumer<byte[]> target) {
    this.target = target;
  }

  /** What one input, as it is and pumped up, costs at most for each byte. */
  long worst(byte[] input) {
    var worst = cost(input);
    for (var part : parts(input.length)) {
      worst = Math.max(worst, cost(pumped(input, part)));
    }
    return worst;
  }

  private long cost(byte[] input) {
    var steps = Steps.of(() -> target.accept(input));
    if (steps > STEPS_AT_LEAST + (long) STEPS_PER_BYTE * input.length) {
      throw new AssertionError(steps + " steps for " + input.length + " bytes");
    }
    return input.length < PUMPED_BYTES ? 0 : steps / input.length;
  }

  /**
   * From and to of what is repeated. The first byte or two of an input often say how it is cut, so
   * they are left alone.
   */
  private static List<int[]> parts(int length) {
    return length < 6
        ? List.of()
        : List.of(
            new int[] {2, length},
            new int[] {length / 3, 2 * length / 3},
            new int[] {length / 2, length / 2 + 1},
            new int[] {length - 2, length});
  }

  private static byte[] pumped(byte[] input, int[] part) {
    var whole = new ByteArrayOutputStream();
    whole.write(input, 0, part[0]);
    do {
      whole.write(input, part[0], part[1] - part[0]);
    } while (whole.size() < PUMPED_BYTES);
    whole.write(input, part[1], input.length - part[1]);
    return whole.toByteArray();
  }
}
