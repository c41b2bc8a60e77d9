package headgate.chain.yaml;

import java.util.regex.Pattern;

/**
 * A number of bytes as files show it: {@code 512B}, {@code 64KiB}, {@code 1MiB}, {@code 2GiB}.
 *
 * @param bytes at least 0
 */
public record ByteSize(long bytes) {

  private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,8})(B|KiB|MiB|GiB)");

  /** Refuses a negative size. */
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is not negative: " + bytes);
    }
  }

  /**
   * Reads a size: a whole number of at most nine digits and a unit (B, KiB, MiB or GiB).
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static ByteSize parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a size: write a whole number and B, KiB, MiB or GiB");
    }
    int shift =
        switch (matcher.group(2)) {
          case "B" -> 0;
          case "KiB" -> 10;
          case "MiB" -> 20;
          default -> 30;
        };
    return new ByteSize(Long.parseLong(matcher.group(1)) << shift);
  }

  /**
   * The size as an array length.
   *
   * @throws IllegalArgumentException if it is above 2 GiB - 1
   */
  public int bytesAsInt() {
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(this + " is above 2 GiB");
    }
    return (int) bytes;
  }

  /** The size in the largest unit that keeps it whole. */
  @Override
  public String toString() {
    if (bytes == 0 || bytes % 1024 != 0) {
      return bytes + "B";
    }
    if (bytes % (1L << 20) != 0) {
      return (bytes >> 10) + "KiB";
    }
    return bytes % (1L << 30) != 0 ? (bytes >> 20) + "MiB" : (bytes >> 30) + "GiB";
  }
}
