package headgate.gateway.listen.framing;

import org.jspecify.annotations.Nullable;

/**
 * The heads that clients of one loop send, in a table of fixed size: connections refer to its
 * places, so that ten thousand of them hold nothing of their own.
 */
public final class PlainHeads {
  /** Places of the table, a power of two. */
  static final int PLACES = 128;

  private final @Nullable PlainHead[] places = new PlainHead[PLACES];
  private int newest;

  /** The place of the head that was learnt last: a good guess about a new connection. */
  int newest() {
    return newest;
  }

  /** What is known there now; another head than before may have taken the place. */
  @Nullable PlainHead at(int place) {
    return places[place];
  }

  /** Keeps a head; returns its place. */
  int learn(PlainHead head) {
    var hash = head.known().fingerprint() * 0x9E3779B9;
    var place = hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(PLACES));
    var present = places[place];
    if (present == null || !present.known().isLike(head.known())) {
      places[place] = head;
    }
    newest = place;
    return place;
  }
}
