package headgate.gateway.decompose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import headgate.jsonrpc.number.Digits;

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
  private static final byte[] NOTHING = {};
  private static final byte[] COMMA = {','};
  private static final byte[] OPEN_VALUE = {'"', '0', 'x'};
  private static final byte[] EMPTY_OBJECT = {'{', '}'};
  private static final byte[] EMPTY_ARRAY = {'[', ']'};

  private final byte[] name;
  private final int position;

  /** Params between from and to, of which what lies between two other indexes is left out. */
  private record Cut(int from, int to, int cutFrom, int cutTo) {
    int left() {
      return to - from - (cutTo - cutFrom);
    }
  }

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
    if (from < 0 || bytes[from] == 'n') {
      return spliced(
          position == 0 ? EMPTY_ARRAY : EMPTY_OBJECT,
          new Cut(0, 2, 1, 1),
          position == 0 ? NOTHING : name,
          height,
          NOTHING);
    }
    if (valueFrom >= 0) {
      return spliced(bytes, new Cut(from, to, valueFrom, valueTo), NOTHING, height, NOTHING);
    }
    if (position < 0) {
      var empty = bytes[afterBlanks(bytes, from + 1)] == '}';
      var cut = new Cut(from, to, from + 1, from + 1);
      return spliced(bytes, cut, name, height, empty ? NOTHING : COMMA);
    }
    var cut = new Cut(from, to, to - 1, to - 1);
    return spliced(bytes, cut, position == 0 ? NOTHING : COMMA, height, NOTHING);
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

  /**
   * The params with one span of them replaced.
   *
   * @param before what stands before the height in its place
   * @param after what stands after it
   */
  private static byte[] spliced(byte[] bytes, Cut cut, byte[] before, long height, byte[] after) {
    var digits = Digits.hexadecimals(height);
    var value = OPEN_VALUE.length + digits + 1;
    var spliced = new byte[cut.left() + before.length + value + after.length];
    var at = append(bytes, cut.from, cut.cutFrom, spliced, 0);
    at = append(before, 0, before.length, spliced, at);
    at = append(OPEN_VALUE, 0, OPEN_VALUE.length, spliced, at);
    at = Digits.putHex(height, digits, spliced, at);
    spliced[at] = '"';
    at = append(after, 0, after.length, spliced, at + 1);
    append(bytes, cut.cutTo, cut.to, spliced, at);
    return spliced;
  }

  private static int append(byte[] source, int from, int to, byte[] target, int at) {
    System.arraycopy(source, from, target, at, to - from);
    return at + to - from;
  }
}
