package headgate.gateway.decompose;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Writes a height into params that leave it open, and changes no other byte of them.
 *
 * <p>By name it becomes the first member of the object (a node does not mind where it stands), by
 * position the element that follows the caller's last one. A value that stands there already, such
 * as {@code "latest"} or {@code null}, is replaced. Where params have another shape, or elements
 * before the place are missing, nothing can be pinned.
 */
final class PinnedParams {

  private static final int POSITION_MAX = 63;

  private final byte[] name;
  private final int position;

  /**
   * Where a method takes its height.
   *
   * @param place the name of a member, or a number for an element
   */
  PinnedParams(String place) {
    name = ("\"" + place + "\":").getBytes(US_ASCII);
    position = place.matches("[0-9]{1,2}") ? Integer.parseInt(place) : -1;
    if (position > POSITION_MAX) {
      throw new IllegalArgumentException("position " + position + " is beyond " + POSITION_MAX);
    }
  }

  /**
   * Whether params can take a height.
   *
   * @param bytes holds the params
   * @param from where they begin, -1 where there are none
   * @param valueFrom where the present value begins, -1 where there is none
   */
  boolean take(byte[] bytes, int from, int to, int valueFrom) {
    if (from < 0 || bytes[from] == 'n') {
      return position <= 0;
    }
    return bytes[from] == (position < 0 ? '{' : '[')
        && (valueFrom >= 0 || position < 0 || elements(bytes, from, to) == position);
  }

  /**
   * The params with the height, as {@code 0x} and hexadecimal digits; only of params that can
   * {@link #take} it.
   *
   * @param height at least 0
   */
  byte[] write(byte[] bytes, int from, int to, int valueFrom, int valueTo, long height) {
    var value = ("\"0x" + Long.toHexString(height) + "\"").getBytes(US_ASCII);
    if (from < 0 || bytes[from] == 'n') {
      return alone(value);
    }
    if (valueFrom >= 0) {
      return splice(bytes, from, to, valueFrom, valueTo, value);
    }
    return position < 0 ? asMember(bytes, from, to, value) : asElement(bytes, from, to, value);
  }

  private byte[] alone(byte[] value) {
    return position == 0
        ? concat("[".getBytes(US_ASCII), value, "]".getBytes(US_ASCII))
        : concat("{".getBytes(US_ASCII), name, value, "}".getBytes(US_ASCII));
  }

  private byte[] asMember(byte[] bytes, int from, int to, byte[] value) {
    var empty = bytes[afterBlanks(bytes, from + 1)] == '}';
    var comma = (empty ? "" : ",").getBytes(US_ASCII);
    return splice(bytes, from, to, from + 1, from + 1, concat(name, value, comma));
  }

  private byte[] asElement(byte[] bytes, int from, int to, byte[] value) {
    var comma = (position == 0 ? "" : ",").getBytes(US_ASCII);
    return splice(bytes, from, to, to - 1, to - 1, concat(comma, value));
  }

  /** How many elements an array has that is known to be well-formed. */
  private static int elements(byte[] bytes, int from, int to) {
    if (bytes[afterBlanks(bytes, from + 1)] == ']') {
      return 0;
    }
    var count = 1;
    var depth = 0;
    for (var at = from; at < to; at++) {
      switch (bytes[at]) {
        case '"' -> at = endOfString(bytes, at);
        case '[', '{' -> depth++;
        case ']', '}' -> depth--;
        case ',' -> count += depth == 1 ? 1 : 0;
        default -> {}
      }
    }
    return count;
  }

  /** Where the closing quote stands. */
  private static int endOfString(byte[] bytes, int from) {
    var at = from + 1;
    while (bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return at;
  }

  private static int afterBlanks(byte[] bytes, int from) {
    var at = from;
    while (bytes[at] <= ' ') {
      at++;
    }
    return at;
  }

  /** The params with one span of them replaced. */
  private static byte[] splice(
      byte[] bytes, int from, int to, int cutFrom, int cutTo, byte[] insert) {
    var spliced = new byte[cutFrom - from + insert.length + to - cutTo];
    System.arraycopy(bytes, from, spliced, 0, cutFrom - from);
    System.arraycopy(insert, 0, spliced, cutFrom - from, insert.length);
    System.arraycopy(bytes, cutTo, spliced, cutFrom - from + insert.length, to - cutTo);
    return spliced;
  }

  private static byte[] concat(byte[]... pieces) {
    var length = 0;
    for (var piece : pieces) {
      length += piece.length;
    }
    var whole = new byte[length];
    var at = 0;
    for (var piece : pieces) {
      System.arraycopy(piece, 0, whole, at, piece.length);
      at += piece.length;
    }
    return whole;
  }
}
