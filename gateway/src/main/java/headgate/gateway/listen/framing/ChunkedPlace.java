package headgate.gateway.listen.framing;

import io.netty.buffer.ByteBuf;

/**
 * Where in a chunked body the decoder stands, told from what it consumed and what it gave out.
 *
 * <p>The codec does not say when the trailer fields begin, and they have to be looked at before it
 * reads them. It takes the line of a size whole, then data, then the line end behind the data.
 */
final class ChunkedPlace {
  private enum Place {
    OUTSIDE,
    SIZE,
    DATA,
    TRAILER
  }

  private Place place = Place.OUTSIDE;

  /** A chunked body begins. */
  void begin() {
    place = Place.SIZE;
  }

  /** The request is over. */
  void end() {
    place = Place.OUTSIDE;
  }

  /** Whether the next byte belongs to a trailer field or to the end of the body. */
  boolean inTrailer() {
    return place == Place.TRAILER;
  }

  /**
   * The decoder went on.
   *
   * @param from where it began to read; it stands at the reader's index now
   * @param dataBytes bytes of the body that it gave out
   */
  void advanced(ByteBuf in, int from, int dataBytes) {
    var markup = in.readerIndex() - from - dataBytes;
    if (markup > 0 && place == Place.SIZE) {
      var line = in.indexOf(from, in.readerIndex(), (byte) '\n') + 1 - from;
      var more = markup > line ? Place.SIZE : Place.DATA;
      place = isZero(in, from) ? Place.TRAILER : more;
    } else if (markup > 0 && place == Place.DATA) {
      place = Place.SIZE;
    }
  }

  /** The decoder has already found that the line begins with hexadecimal digits. */
  private static boolean isZero(ByteBuf in, int from) {
    var at = from;
    while (at < in.readerIndex() - 1 && in.getByte(at) == '0') {
      at++;
    }
    return Character.digit(in.getByte(at), 16) < 0;
  }
}
