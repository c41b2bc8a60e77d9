package headgate.gateway.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Locale;

/**
 * Finds the end of one HTTP/1.1 response in a stream of bytes (RFC 9112, sections 4 to 7).
 *
 * <p>It is strict where a lax reader could be led to believe in a second response: a length that is
 * not plain digits, two lengths, a length beside a transfer coding, a coding other than {@code
 * chunked}, a bare line feed in a chunk size. Interim responses (1xx) are skipped. The body is
 * collected up to a bound; trailers are dropped. One instance serves one connection, response after
 * response.
 */
final class AnswerFraming {
  /** Bytes of status line and header fields, and of trailers, that are read at most. */
  static final int HEAD_BYTES_MAX = 32 * 1024;

  private static final int CHUNK_LINE_MAX = 256;

  /** Where in a response the reader stands. */
  enum State {
    /** Waiting for the rest of status line and fields. */
    HEAD,
    /** Within a body of known length, or a chunk. */
    BODY,
    /** Within a chunk's size line. */
    CHUNK_SIZE,
    /** Between a chunk's last byte and its line end. */
    CHUNK_END,
    /** After the last chunk. */
    TRAILER,
    /** Within a body that ends with the connection. */
    UNTIL_CLOSE,
    /** The response is complete. */
    COMPLETE,
    /** The bytes are no response. */
    BROKEN,
    /** The body is larger than accepted. */
    TOO_LARGE
  }

  private final int bodyBytesMax;
  private State state = State.HEAD;
  private byte[] line = new byte[512];
  private int lineLength;
  private byte[] body = new byte[0];
  private int bodyLength;
  private long remaining;
  private boolean chunked;
  private boolean keepAlive;
  private boolean begun;
  private int status;
  private int retryAfterSeconds;

  AnswerFraming(int bodyBytesMax) {
    this.bodyBytesMax = bodyBytesMax;
  }

  /** Forgets the last response and waits for the next. */
  void reset() {
    state = State.HEAD;
    lineLength = 0;
    body = new byte[0];
    bodyLength = 0;
    begun = false;
    status = 0;
    retryAfterSeconds = 0;
  }

  State state() {
    return state;
  }

  /** Whether any byte of the response has come. */
  boolean begun() {
    return begun;
  }

  int status() {
    return status;
  }

  /** Whether the connection may carry another exchange after this response. */
  boolean keepAlive() {
    return keepAlive;
  }

  /** Seconds of a {@code Retry-After} field, 0 where there is none or it is a date. */
  int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** The body's bytes, the caller's from now on; valid up to {@link #bodyLength()}. */
  byte[] body() {
    return body;
  }

  int bodyLength() {
    return bodyLength;
  }

  /**
   * Reads on.
   *
   * @return the index after the last byte that belongs to this response
   */
  int accept(byte[] bytes, int from, int to) {
    var at = from;
    begun |= to > from;
    while (at < to && !settled()) {
      at =
          switch (state) {
            case HEAD, TRAILER -> acceptFields(bytes, at, to);
            case BODY -> acceptBody(bytes, at, to);
            case CHUNK_SIZE -> acceptChunkSize(bytes, at, to);
            case CHUNK_END -> acceptChunkEnd(bytes, at);
            case UNTIL_CLOSE -> collect(bytes, at, to);
            case COMPLETE, BROKEN, TOO_LARGE -> to;
          };
    }
    return at;
  }

  /** The connection ended; a body that runs until then is complete now. */
  void ended() {
    if (state == State.UNTIL_CLOSE) {
      state = State.COMPLETE;
    }
  }

  private boolean settled() {
    return state == State.COMPLETE || state == State.BROKEN || state == State.TOO_LARGE;
  }

  /** Collects up to the empty line that ends header or trailer fields. */
  private int acceptFields(byte[] bytes, int from, int to) {
    for (var at = from; at < to; at++) {
      push(bytes[at]);
      if (lineLength > HEAD_BYTES_MAX) {
        state = State.BROKEN;
        return at + 1;
      }
      if (bytes[at] == '\n' && fieldsEnd()) {
        endFields();
        return at + 1;
      }
    }
    return to;
  }

  private boolean fieldsEnd() {
    if (state == State.TRAILER && lineLength == 2) {
      return line[0] == '\r';
    }
    return lineLength >= 4
        && line[lineLength - 2] == '\r'
        && line[lineLength - 3] == '\n'
        && line[lineLength - 4] == '\r';
  }

  private void endFields() {
    if (state == State.TRAILER) {
      state = State.COMPLETE;
    } else {
      readHead(new String(line, 0, lineLength, ISO_8859_1));
    }
    lineLength = 0;
  }

  private void readHead(String head) {
    var lines = head.split("\r\n", -1);
    if (!readStatusLine(lines[0])) {
      state = State.BROKEN;
      return;
    }
    var length = -1L;
    chunked = false;
    // The last two are empty: the head ends with two line ends.
    for (var index = 1; index < lines.length - 2; index++) {
      var colon = lines[index].indexOf(':');
      if (colon <= 0 || lines[index].indexOf('\n') >= 0) {
        state = State.BROKEN;
        return;
      }
      var name = lines[index].substring(0, colon).toLowerCase(Locale.ROOT);
      var value = lines[index].substring(colon + 1).strip();
      switch (name) {
        case "content-length" -> {
          if (length >= 0 || !plainDigits(value)) {
            state = State.BROKEN;
            return;
          }
          length = Long.parseLong(value);
        }
        case "transfer-encoding" -> {
          if (chunked || !value.equalsIgnoreCase("chunked")) {
            state = State.BROKEN;
            return;
          }
          chunked = true;
        }
        case "connection" -> keepAlive &= !value.equalsIgnoreCase("close");
        case "retry-after" -> retryAfterSeconds = plainDigits(value) ? clampSeconds(value) : 0;
        default -> {}
      }
    }
    chooseBody(length);
  }

  private boolean readStatusLine(String first) {
    var digits = first.length() >= 12 ? first.substring(9, 12) : "";
    if (!first.startsWith("HTTP/1.") || first.charAt(8) != ' ' || !plainDigits(digits)) {
      return false;
    }
    if (first.length() > 12 && first.charAt(12) != ' ') {
      return false;
    }
    keepAlive = first.charAt(7) == '1';
    status = Integer.parseInt(digits);
    return status >= 100;
  }

  private void chooseBody(long length) {
    if (chunked && length >= 0) {
      state = State.BROKEN;
    } else if (status < 200) {
      // An interim response; 101 was never asked for and would end HTTP on this connection.
      state = status == 101 ? State.BROKEN : State.HEAD;
    } else if (status == 204 || status == 304 || length == 0) {
      state = State.COMPLETE;
    } else if (chunked) {
      state = State.CHUNK_SIZE;
    } else if (length > bodyBytesMax) {
      state = State.TOO_LARGE;
    } else if (length > 0) {
      remaining = length;
      body = new byte[(int) length];
      state = State.BODY;
    } else {
      keepAlive = false;
      state = State.UNTIL_CLOSE;
    }
  }

  private int acceptBody(byte[] bytes, int from, int to) {
    var end = (int) Math.min(to, from + remaining);
    collect(bytes, from, end);
    remaining -= end - from;
    if (remaining == 0 && state == State.BODY) {
      state = chunked ? State.CHUNK_END : State.COMPLETE;
    }
    return end;
  }

  private int collect(byte[] bytes, int from, int to) {
    var needed = bodyLength + (long) (to - from);
    if (needed > bodyBytesMax) {
      state = State.TOO_LARGE;
      return to;
    }
    if (needed > body.length) {
      var grown = Math.min(bodyBytesMax, Math.max(needed, 2L * body.length));
      body = Arrays.copyOf(body, (int) grown);
    }
    System.arraycopy(bytes, from, body, bodyLength, to - from);
    bodyLength = (int) needed;
    return to;
  }

  private int acceptChunkSize(byte[] bytes, int from, int to) {
    for (var at = from; at < to; at++) {
      push(bytes[at]);
      if (bytes[at] == '\n') {
        beginChunk();
        return at + 1;
      }
      if (lineLength > CHUNK_LINE_MAX) {
        state = State.BROKEN;
        return at + 1;
      }
    }
    return to;
  }

  private void beginChunk() {
    var text = new String(line, 0, lineLength, ISO_8859_1);
    lineLength = 0;
    var size = chunkSize(text);
    if (size < 0) {
      state = State.BROKEN;
    } else if (size == 0) {
      state = State.TRAILER;
    } else if (bodyLength + size > bodyBytesMax) {
      state = State.TOO_LARGE;
    } else {
      remaining = size;
      state = State.BODY;
    }
  }

  private static long chunkSize(String text) {
    if (!text.endsWith("\r\n")) {
      return -1;
    }
    var extension = text.indexOf(';');
    var digits = text.substring(0, extension >= 0 ? extension : text.length() - 2).strip();
    if (digits.isEmpty() || digits.length() > 8) {
      return -1;
    }
    var size = 0L;
    for (var index = 0; index < digits.length(); index++) {
      var digit = digits.charAt(index) < 128 ? Character.digit(digits.charAt(index), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      size = size * 16 + digit;
    }
    return size;
  }

  private int acceptChunkEnd(byte[] bytes, int from) {
    push(bytes[from]);
    if (lineLength == 2) {
      state = line[0] == '\r' && line[1] == '\n' ? State.CHUNK_SIZE : State.BROKEN;
      lineLength = 0;
    }
    return from + 1;
  }

  private void push(byte next) {
    if (lineLength == line.length) {
      line = Arrays.copyOf(line, 2 * line.length);
    }
    line[lineLength++] = next;
  }

  private static boolean plainDigits(String text) {
    if (text.isEmpty() || text.length() > 18) {
      return false;
    }
    return text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private static int clampSeconds(String digits) {
    return (int) Math.min(3_600, Long.parseLong(digits));
  }
}
