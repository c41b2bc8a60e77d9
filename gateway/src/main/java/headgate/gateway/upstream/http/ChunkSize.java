package headgate.gateway.upstream.http;

/**
 * Reads the line before a chunk (RFC 9112, section 7.1).
 *
 * <p>The size is one to eight hexadecimal digits at the line's very beginning. What follows after
 * blanks and a semicolon is an extension and is passed over, as long as no lone carriage return or
 * line feed is in it, at which another reader might end the line.
 */
final class ChunkSize {
  private static final int DIGITS_MAX = 8;

  private ChunkSize() {}

  /** The size in a line that ends with its first line feed; -1 where it is not written properly. */
  static long of(byte[] line, int length) {
    var end = length - 2;
    if (end < 1 || line[end] != '\r') {
      return -1;
    }
    var size = 0L;
    var at = 0;
    while (at < end && digit(line[at]) >= 0) {
      size = size * 16 + digit(line[at]);
      at++;
    }
    return at == 0 || at > DIGITS_MAX || !isExtension(line, at, end) ? -1 : size;
  }

  private static int digit(byte letter) {
    return letter < 0 ? -1 : Character.digit(letter, 16);
  }

  private static boolean isExtension(byte[] line, int from, int end) {
    var at = from;
    while (at < end && (line[at] == ' ' || line[at] == '\t')) {
      at++;
    }
    if (at < end && line[at] != ';') {
      return false;
    }
    while (at < end && line[at] != '\r') {
      at++;
    }
    return at == end;
  }
}
