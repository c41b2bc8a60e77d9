package headgate.gateway.upstream.http;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the status line and the fields of a node's response say about its framing (RFC 9112,
 * sections 4 to 6).
 *
 * <p>Strict where two readers could understand a head differently: a length that is not plain
 * digits, two lengths, a length beside a transfer coding, a coding other than {@code chunked} or on
 * HTTP/1.0, a blank in a field's name, a folded line, a lone carriage return. Immutable once read.
 */
final class AnswerHead {
  private static final int RETRY_AFTER_SECONDS_MAX = 3_600;
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private final boolean persistent;
  private final int status;
  private long length = -1;
  private boolean chunked;
  private boolean closing;
  private int retryAfterSeconds;

  private AnswerHead(boolean persistent, int status) {
    this.persistent = persistent;
    this.status = status;
  }

  /** The same head but for the length. */
  AnswerHead withLength(long announced) {
    var other = new AnswerHead(persistent, status);
    other.length = announced;
    other.chunked = chunked;
    other.closing = closing;
    other.retryAfterSeconds = retryAfterSeconds;
    return other;
  }

  /**
   * Reads a head.
   *
   * @param text one character for each byte, the empty line at its end included
   * @return null where it is no head, or one that can be understood in two ways
   */
  static @Nullable AnswerHead read(String text) {
    var lines = text.split("\r\n", -1);
    var head = statusLine(lines[0]);
    if (head == null) {
      return null;
    }
    // The last two are empty: the head ends with two line ends.
    for (var index = 1; index < lines.length - 2; index++) {
      if (!head.take(lines[index])) {
        return null;
      }
    }
    return head.isClear() ? head : null;
  }

  private static @Nullable AnswerHead statusLine(String line) {
    var sound =
        line.length() >= 12
            && line.startsWith("HTTP/1.")
            && isDigits(line.substring(7, 8))
            && line.charAt(8) == ' '
            && isDigits(line.substring(9, 12))
            && (line.length() == 12 || line.charAt(12) == ' ')
            && isPlain(line);
    var status = sound ? Integer.parseInt(line.substring(9, 12)) : 0;
    return status < 100 ? null : new AnswerHead(line.charAt(7) != '0', status);
  }

  private boolean take(String line) {
    var colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line.substring(0, colon)) || !isPlain(line)) {
      return false;
    }
    var value = trimmed(line.substring(colon + 1));
    return switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "content-length" -> takeLength(value);
      case "transfer-encoding" -> takeCoding(value);
      case "connection" -> takeConnection(value);
      case "retry-after" -> takeRetryAfter(value);
      default -> true;
    };
  }

  private boolean takeLength(String value) {
    if (length >= 0 || !isDigits(value)) {
      return false;
    }
    length = Long.parseLong(value);
    return true;
  }

  private boolean takeCoding(String value) {
    var first = !chunked;
    chunked = true;
    return first && value.equalsIgnoreCase("chunked");
  }

  private boolean takeConnection(String value) {
    closing |=
        Stream.of(value.split(",", -1)).anyMatch(each -> trimmed(each).equalsIgnoreCase("close"));
    return true;
  }

  private boolean takeRetryAfter(String value) {
    retryAfterSeconds =
        isDigits(value) ? (int) Math.min(RETRY_AFTER_SECONDS_MAX, Long.parseLong(value)) : 0;
    return true;
  }

  /** A response that switches protocols was never asked for and would end HTTP here. */
  private boolean isClear() {
    return status != 101 && !(chunked && (length >= 0 || !persistent));
  }

  /** 100 to 999. */
  int status() {
    return status;
  }

  /** The announced bytes of the body, -1 where none are announced. */
  long length() {
    return length;
  }

  /** Whether the body comes in chunks. */
  boolean chunked() {
    return chunked;
  }

  /** Whether the response ends with its head, whatever its fields say. */
  boolean bodiless() {
    return status == 204 || status == 304 || length == 0;
  }

  /** Whether the response has an end that does not need the connection's. */
  boolean endsByItself() {
    return bodiless() || chunked || length >= 0;
  }

  /** Whether another response follows this one (RFC 9110, section 15.2). */
  boolean interim() {
    return status < 200;
  }

  /** Whether the node will take another request, where the body's end can be seen. */
  boolean keepAlive() {
    return persistent && !closing;
  }

  /** 0 to 3,600; 0 where there is no {@code Retry-After}, or it is a date. */
  int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty()
        && text.length() <= 18
        && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private static boolean isToken(String name) {
    return name.chars()
        .allMatch(letter ->
            (letter >= '0' && letter <= '9')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= 'a' && letter <= 'z')
                || TOKEN_MARKS.indexOf(letter) >= 0);
  }

  private static boolean isPlain(String line) {
    return line.indexOf('\r') < 0 && line.indexOf('\n') < 0 && line.indexOf(0) < 0;
  }

  /** Without the blanks around it, of which HTTP knows two. */
  private static String trimmed(String value) {
    var from = 0;
    var to = value.length();
    while (from < to && isBlank(value.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(value.charAt(to - 1))) {
      to--;
    }
    return value.substring(from, to);
  }

  private static boolean isBlank(char letter) {
    return letter == ' ' || letter == '\t';
  }
}
