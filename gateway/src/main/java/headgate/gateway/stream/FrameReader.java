package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.gateway.listen.websocket.Streams;
import headgate.gateway.listen.websocket.Streams.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a node's WebSocket frames from a stream of bytes (RFC 6455, sections 5.2 to 5.5).
 *
 * <p>Strict: no reserved bits or opcodes, no masks, the shortest form of a length, control frames
 * whole and short, fragments in order. A data frame is told as one, whatever pieces its bytes came
 * in; only one that is longer than 64 KiB is told in several frames of the same message, so that no
 * node can make the gateway hold more than that.
 */
final class FrameReader {
  /** Bytes of a data frame that are told at once, at most. */
  static final int PIECE_BYTES_MAX = 64 * 1024;

  private static final int CONTROL_BYTES_MAX = 125;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final byte[] NO_BYTES = {};

  /** What the frames are told to. */
  interface Sink {
    /** A data frame, or a piece of a long one; the bytes are the receiver's own. */
    void data(Kind kind, boolean last, byte[] payload);

    /** A ping that is to be answered with the same bytes. */
    void pinged(byte[] payload);

    /** The node's close frame, the last that is read. */
    void closing(int status, String reason);
  }

  private enum State {
    FIRST,
    SECOND,
    LENGTH,
    PAYLOAD,
    CLOSED,
    BROKEN
  }

  private final Sink sink;
  private State state = State.FIRST;
  private boolean last;
  private int opcode;
  private boolean withinMessage;
  private int lengthBytes;
  private int lengthBytesLeft;
  private long remaining;
  private byte[] piece = NO_BYTES;
  private int pieceLength;

  FrameReader(Sink sink) {
    this.sink = sink;
  }

  /**
   * Reads on; after a close frame the rest is dropped.
   *
   * @return false where the bytes break the protocol, now or earlier
   */
  boolean accept(byte[] bytes, int from, int to) {
    var at = from;
    while (at < to && state != State.CLOSED && state != State.BROKEN) {
      at =
          switch (state) {
            case FIRST -> first(bytes[at] & 0xff, at);
            case SECOND -> second(bytes[at] & 0xff, at);
            case LENGTH -> length(bytes[at] & 0xff, at);
            case PAYLOAD -> payload(bytes, at, to);
            case CLOSED, BROKEN -> to;
          };
    }
    return state != State.BROKEN;
  }

  private int first(int octet, int at) {
    last = (octet & 0x80) != 0;
    opcode = octet & 0x0f;
    var sound =
        switch (opcode) {
          case 0 -> withinMessage;
          case 1, 2 -> !withinMessage;
          case CLOSE, PING, PONG -> last;
          default -> false;
        };
    state = sound && (octet & 0x70) == 0 ? State.SECOND : State.BROKEN;
    return at + 1;
  }

  private int second(int octet, int at) {
    var masked = octet > 0x7f;
    remaining = 0;
    if (masked || (isControl() && octet > CONTROL_BYTES_MAX)) {
      state = State.BROKEN;
    } else if (octet > CONTROL_BYTES_MAX) {
      lengthBytes = octet == 126 ? 2 : 8;
      lengthBytesLeft = lengthBytes;
      state = State.LENGTH;
    } else {
      beginPayload(octet);
    }
    return at + 1;
  }

  private int length(int octet, int at) {
    var negative = lengthBytes == 8 && lengthBytesLeft == 8 && octet > 0x7f;
    remaining = remaining << 8 | octet;
    lengthBytesLeft--;
    if (negative) {
      state = State.BROKEN;
    } else if (lengthBytesLeft == 0) {
      endLength(lengthBytes == 2 ? CONTROL_BYTES_MAX : 0xffff);
    }
    return at + 1;
  }

  private void endLength(int longestOfShorterForm) {
    if (remaining > longestOfShorterForm) {
      beginPayload(remaining);
    } else {
      state = State.BROKEN;
    }
  }

  private boolean isControl() {
    return opcode >= CLOSE;
  }

  private void beginPayload(long length) {
    remaining = length;
    beginPiece();
    state = State.PAYLOAD;
    if (length == 0) {
      endPiece();
    }
  }

  private void beginPiece() {
    piece = remaining == 0 ? NO_BYTES : new byte[(int) Math.min(remaining, PIECE_BYTES_MAX)];
    pieceLength = 0;
  }

  private int payload(byte[] bytes, int from, int to) {
    var count = Math.min(to - from, piece.length - pieceLength);
    System.arraycopy(bytes, from, piece, pieceLength, count);
    pieceLength += count;
    remaining -= count;
    if (pieceLength == piece.length) {
      endPiece();
    }
    return from + count;
  }

  private void endPiece() {
    var whole = piece;
    piece = NO_BYTES;
    if (isControl()) {
      state = State.FIRST;
      endControl(whole);
      return;
    }
    var kind = withinMessage ? Kind.CONTINUATION : opcode == 2 ? Kind.BINARY : Kind.TEXT;
    var ends = last && remaining == 0;
    withinMessage = !ends;
    if (remaining == 0) {
      state = State.FIRST;
    } else {
      beginPiece();
    }
    sink.data(kind, ends, whole);
  }

  private void endControl(byte[] payload) {
    switch (opcode) {
      case PING -> sink.pinged(payload);
      case CLOSE -> endStream(payload);
      default -> {}
    }
  }

  private void endStream(byte[] payload) {
    state = State.CLOSED;
    if (payload.length == 0) {
      sink.closing(Streams.NO_STATUS, "");
      return;
    }
    var body = ByteBuffer.wrap(payload);
    var status = payload.length < 2 ? 0 : body.getShort() & 0xffff;
    var reason = text(body);
    if (isStatus(status) && reason != null) {
      sink.closing(status, reason);
    } else {
      state = State.BROKEN;
    }
  }

  private static @Nullable String text(ByteBuffer bytes) {
    try {
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }

  /** Those that may stand in a frame (RFC 6455, section 7.4, and the registry that it opens). */
  private static boolean isStatus(int status) {
    return (status >= 1000 && status <= 1014 && (status < 1004 || status > 1006))
        || (status >= 3000 && status < 5000);
  }
}
