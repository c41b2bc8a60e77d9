package headgate.gateway.cache;

import headgate.gateway.route.AnswerKey;
import org.jspecify.annotations.Nullable;

/**
 * The first level of the cache: the answers that one loop handed out last, in a table of fixed size
 * with one place for each, so that a popular answer is found without touching anything that loops
 * share.
 *
 * <p>It only refers to entries of the second level. What that one has let go of stays here until
 * its place is wanted, so the table is bounded by itself: by its places, and by the largest answer
 * that it takes.
 */
final class NearAnswers {
  /** Places of the table, a power of two. */
  static final int PLACES = 512;

  /** Bytes of the largest entry that is taken. */
  static final int ENTRY_BYTES_MAX = 8 * 1024;

  private final @Nullable Entry[] places = new Entry[PLACES];

  @Nullable Entry find(AnswerKey key) {
    var entry = places[place(key)];
    return entry != null && entry.key().equals(key) ? entry : null;
  }

  void put(Entry entry) {
    if (entry.weight() <= ENTRY_BYTES_MAX) {
      places[place(entry.key())] = entry;
    }
  }

  private static int place(AnswerKey key) {
    var hash = key.hashCode() * 0x9E3779B9;
    return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(PLACES));
  }
}
