package headgate.gateway.upstream.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import headgate.gateway.http.KnownHead;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of one HTTP/1.1 response in a stream of bytes (RFC 9112, sections 4 to 7).
 *
 * <p>It is strict where a lax reader could be led to believe in a second response: {@link
 * AnswerHead} says how for heads, and the size of a chunk is plain digits on a line of its own.
 * Interim responses (1xx) are skipped. The body is collected up to a bound; trailers are dropped.
 * However the bytes are cut into pieces, they are read alike. One instance serves one connection,
 * response after response.
 */
final class AnswerFraming {
  /** Bytes of status lines, fields and trailers of one response that are read at most. */
  static final int HEAD_BYTES_MAX = 32 * 1024;

  /** Bytes of a chunk's size line. */
  static final int CHUNK_LINE_MAX = 256;

  /** Room for a body grows with what has come, not with what was announced. */
  private static final int FIRST_BYTES_MAX = 64 * 1024;

  private static final byte[] NO_BYTES = {};

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
  private boolean begun;
  private byte[] line = new byte[512];
  private int lineLength;
  private int fieldBytes;
  private @Nullable AnswerHead head;

  /** The head that came last with a length, as its bytes are and as it was read. */
  private @Nullable KnownHead known;

  private @Nullable AnswerHead knownAs;
  private byte[] body = NO_BYTES;
  private int bodyLength;
  private long remaining;

  AnswerFraming(int bodyBytesMax) {
    this.bodyBytesMax = bodyBytesMax;
  }

  /** Forgets the last response and waits for the next. */
  void reset() {
    state = State.HEAD;
    begun = false;
    lineLength = 0;
    fieldBytes = 0;
    head = null;
    dropBody();
  }

  State state() {
    return state;
  }

  /** Whether any byte of the response has come. */
  boolean begun() {
    return begun;
  }

  /** The status, 0 before the head was read. */
  int status() {
    return head == null ? 0 : head.status();
  }

  /** Whether the connection may carry another exchange after this response. */
  boolean keepAlive() {
    return head != null && head.keepAlive() && head.endsByItself();
  }

  /** Seconds of a {@code Retry-After} field, 0 where there is none or it is a date. */
  int retryAfterSeconds() {
    return head == null ? 0 : head.retryAfterSeconds();
  }

  /** The body's bytes, the caller's from now on; valid up to {@link #bodyLength()}. */
  byte[] body() {
    return body;
  }

  int bodyLength() {
    return bodyLength;
  }

  /** Bytes of memory that the body takes so far. */
  int heldBytes() {
    return body.length;
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
            case HEAD -> acceptHead(bytes, at, to);
            case TRAILER -> acceptFields(bytes, at, to);
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

  private void refuse(State why) {
    state = why;
    dropBody();
  }

  private void dropBody() {
    body = NO_BYTES;
    bodyLength = 0;
  }

  /** A head that has come whole, and is the last one but for the length, is not collected. */
  private int acceptHead(byte[] bytes, int from, int to) {
    var length = lineLength == 0 && known != null ? known.length(bytes, from, to) : -1;
    if (known == null || knownAs == null || length <= 0) {
      return acceptFields(bytes, from, to);
    }
    var end = from + known.bytes(length);
    fieldBytes += end - from;
    if (fieldBytes > HEAD_BYTES_MAX) {
      refuse(State.BROKEN);
    } else {
      begin(knownAs.withLength(length));
    }
    return end;
  }

  /** Collects up to the empty line that ends header or trailer fields. */
  private int acceptFields(byte[] bytes, int from, int to) {
    for (var at = from; at < to; at++) {
      push(bytes[at]);
      fieldBytes++;
      if (fieldBytes > HEAD_BYTES_MAX) {
        refuse(State.BROKEN);
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
      begin(readHead());
    }
    lineLength = 0;
  }

  /** A node's heads are the same for a second, but for the length. */
  private @Nullable AnswerHead readHead() {
    var length = known == null ? -1 : known.length(line, lineLength);
    if (known != null && knownAs != null && length > 0 && known.bytes(length) == lineLength) {
      return knownAs.withLength(length);
    }
    var read = AnswerHead.read(new String(line, 0, lineLength, ISO_8859_1));
    known = read == null || read.length() < 0 ? null : KnownHead.of(line, lineLength);
    knownAs = read;
    return read;
  }

  private void begin(@Nullable AnswerHead read) {
    head = read;
    if (read == null) {
      refuse(State.BROKEN);
    } else if (read.interim()) {
      state = State.HEAD;
    } else if (read.bodiless()) {
      state = State.COMPLETE;
    } else if (read.chunked()) {
      state = State.CHUNK_SIZE;
    } else if (read.length() < 0) {
      state = State.UNTIL_CLOSE;
    } else {
      beginBody(read.length());
    }
  }

  private void beginBody(long length) {
    if (length > bodyBytesMax) {
      refuse(State.TOO_LARGE);
    } else {
      remaining = length;
      body = new byte[(int) Math.min(FIRST_BYTES_MAX, length)];
      state = State.BODY;
    }
  }

  private int acceptBody(byte[] bytes, int from, int to) {
    var end = (int) Math.min(to, from + remaining);
    collect(bytes, from, end);
    remaining -= end - from;
    if (remaining == 0) {
      state = head != null && head.chunked() ? State.CHUNK_END : State.COMPLETE;
    }
    return end;
  }

  private int collect(byte[] bytes, int from, int to) {
    var needed = bodyLength + (long) (to - from);
    if (needed > bodyBytesMax) {
      refuse(State.TOO_LARGE);
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
      if (lineLength > CHUNK_LINE_MAX) {
        refuse(State.BROKEN);
        return at + 1;
      }
      if (bytes[at] == '\n') {
        beginChunk();
        return at + 1;
      }
    }
    return to;
  }

  private void beginChunk() {
    var size = ChunkSize.of(line, lineLength);
    lineLength = 0;
    if (size < 0) {
      refuse(State.BROKEN);
    } else if (size == 0) {
      state = State.TRAILER;
    } else if (bodyLength + size > bodyBytesMax) {
      refuse(State.TOO_LARGE);
    } else {
      remaining = size;
      state = State.BODY;
    }
  }

  private int acceptChunkEnd(byte[] bytes, int from) {
    push(bytes[from]);
    if (lineLength == 2) {
      var ended = line[0] == '\r' && line[1] == '\n';
      lineLength = 0;
      if (ended) {
        state = State.CHUNK_SIZE;
      } else {
        refuse(State.BROKEN);
      }
    }
    return from + 1;
  }

  private void push(byte next) {
    if (lineLength == line.length) {
      line = Arrays.copyOf(line, 2 * line.length);
    }
    line[lineLength++] = next;
  }
}
