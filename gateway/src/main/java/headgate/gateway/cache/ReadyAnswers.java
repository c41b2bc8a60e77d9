package headgate.gateway.cache;

import headgate.gateway.decompose.Call;
import headgate.gateway.route.SpanHash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The first level of the cache: the answers that one loop handed out last, by the very words in
 * which callers asked, in a table of fixed size with a few places for each.
 *
 * <p>Whoever asks again what was just asked needs no walk: the words were judged, planned and found
 * in the second level a moment ago, and nothing of that changes while the height and the generation
 * stay as they are, since a table serves one configuration only. So an entry is found without an
 * allocation, and without touching anything that loops share.
 *
 * <p>It only refers to entries of the second level. What that one has let go of stays here until
 * its place is wanted, so the table is bounded by itself: by its places, by the largest answer that
 * it takes, and by the bytes of all; where these would be too many, it begins anew.
 */
final class ReadyAnswers {
  /** Places of the table, a power of two. */
  static final int PLACES = 2048;

  /** Places that words may have: with one each, of 200 balances twenty push each other out. */
  private static final int WAYS = 4;

  /** Bytes of the largest entry that is taken. */
  static final int ENTRY_BYTES_MAX = 8 * 1024;

  /** Bytes of all entries together. */
  static final int BYTES_MAX = 4 * 1024 * 1024;

  private static final byte[] NO_WORDS = {};

  private final @Nullable Ready[] places = new Ready[PLACES];
  private int bytes;

  /** An entry and the words that found it. */
  private static final class Ready {
    private final int method;
    private final byte[] words;
    private final int hash;
    private final Entry entry;

    Ready(int method, byte[] words, int hash, Entry entry) {
      this.method = method;
      this.words = words;
      this.hash = hash;
      this.entry = entry;
    }

    int weight() {
      return entry.weight() + words.length;
    }

    boolean asksLike(@Nullable Ready other) {
      return other != null
          && other.hash == hash
          && other.method == method
          && Arrays.equals(other.words, words);
    }
  }

  /**
   * The entry that such a call found last, whether it holds or not; null where that was at another
   * height or in another generation.
   *
   * @param method the method's index
   * @param body holds the params between from and to as their caller wrote them; from is negative
   *     where there are none
   */
  @Nullable Entry find(int method, byte[] body, int from, int to, long generation, long height) {
    var begin = Math.max(0, from);
    var end = Math.max(0, to);
    var hash = SpanHash.of(0, method, body, begin, end);
    var first = firstOf(hash);
    for (var place = first; place < first + WAYS; place++) {
      var ready = places[place];
      if (ready != null
          && ready.hash == hash
          && ready.method == method
          && ready.entry.key().serves(generation, height)
          && Arrays.equals(ready.words, 0, ready.words.length, body, begin, end)) {
        return ready.entry;
      }
    }
    return null;
  }

  /** A call has found an entry; the next one in the same words finds it here. */
  void put(Call call, Entry entry) {
    var asked = call.asked();
    var words =
        asked.present() ? Arrays.copyOfRange(asked.body(), asked.from(), asked.to()) : NO_WORDS;
    var method = call.method().index();
    var hash = SpanHash.of(0, method, words, 0, words.length);
    var next = new Ready(method, words, hash, entry);
    if (next.weight() <= ENTRY_BYTES_MAX) {
      put(next);
    }
  }

  /** Takes the place of the same words, else that of the one that came first to its four. */
  private void put(Ready next) {
    var first = firstOf(next.hash);
    var place = first;
    while (place < first + WAYS - 1 && !next.asksLike(places[place])) {
      place++;
    }
    var before = places[place];
    var grown = next.weight() - (before == null ? 0 : before.weight());
    if (bytes + grown > BYTES_MAX) {
      Arrays.fill(places, null);
      bytes = 0;
      grown = next.weight();
    }
    System.arraycopy(places, first, places, first + 1, place - first);
    places[first] = next;
    bytes += grown;
  }

  /** The first of the places that are looked at for a hash. */
  private static int firstOf(int hash) {
    var set = (hash * 0x9E3779B9) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(PLACES / WAYS));
    return set * WAYS;
  }
}
