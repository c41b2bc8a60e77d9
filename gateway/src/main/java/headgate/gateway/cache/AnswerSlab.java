package headgate.gateway.cache;

import headgate.gateway.outcome.AnswerText;
import headgate.gateway.route.AnswerKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Small answers of one height, as bytes behind each other in one array, and a table of where each
 * of them begins.
 *
 * <p>Most answers that follow the head are asked for once. As six objects each, what came in within
 * a block was what the collector had most work with; here it is two arrays, which stay and are
 * written anew for the next height. An answer becomes an object again when it is found.
 *
 * <p>Not thread-safe.
 */
final class AnswerSlab {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  // What stands before an answer's params and text.
  private static final int METHOD = 0;
  private static final int PARAMS_LENGTH = 4;
  private static final int TEXT_LENGTH = 8;
  private static final int GAP = 12;
  private static final int FLAGS = 16;
  private static final int FETCHED_AT = 20;
  private static final int SHOWN_HEIGHT = 28;
  private static final int HEAD_BYTES = 36;

  private static final int TRUTH = 1;
  private static final int NOTHING = 2;
  private static final int GONE = 4;

  private static final int FIRST_BYTES = 4 * 1024;
  private static final int FIRST_PLACES = 64;

  private final int bytesMax;
  private byte[] bytes = new byte[FIRST_BYTES];

  /** Hash and beginning of each answer, so that others need not be looked at; 0 for none. */
  private long[] places = new long[FIRST_PLACES];

  private int used;
  private int taken;
  private int gone;

  /** An empty one, which takes so many bytes at most with its table, 4 KiB at least. */
  AnswerSlab(int bytesMax) {
    this.bytesMax = Math.max(FIRST_BYTES, bytesMax);
  }

  /** Bytes that an entry takes here. */
  static int bytesOf(Entry entry) {
    return HEAD_BYTES + entry.key().paramsLength() + entry.text().text().length;
  }

  /** How many answers there are. */
  int count() {
    return taken - gone;
  }

  /** Their bytes, with those of answers that others took the place of, and of the table. */
  long bytes() {
    return taken == 0 ? 0 : used + (long) Long.BYTES * places.length;
  }

  /** Lets go of all; what was far too large becomes smaller. */
  void clear() {
    if (bytes.length > FIRST_BYTES && used < bytes.length / 4) {
      bytes = new byte[bytes.length / 2];
      places = new long[Math.max(FIRST_PLACES, places.length / 2)];
    } else {
      Arrays.fill(places, 0);
    }
    used = 0;
    taken = 0;
    gone = 0;
  }

  /** The entry of a key, as a new object; null where there is none. */
  @Nullable Entry find(AnswerKey key) {
    var present = places[placeOf(key)];
    return present == 0 || isGone(present) ? null : entry(key, begin(present));
  }

  private boolean isGone(long present) {
    return ((int) INT.get(bytes, begin(present) + FLAGS) & GONE) != 0;
  }

  /** A key has no answer any more. */
  void forget(AnswerKey key) {
    forget(places[placeOf(key)]);
  }

  private void forget(long present) {
    if (present != 0 && !isGone(present)) {
      INT.set(bytes, begin(present) + FLAGS, GONE);
      gone++;
    }
  }

  private Entry entry(AnswerKey key, int at) {
    var flags = (int) INT.get(bytes, at + FLAGS);
    var from = at + HEAD_BYTES + (int) INT.get(bytes, at + PARAMS_LENGTH);
    var text =
        AnswerText.kept(
            Arrays.copyOfRange(bytes, from, from + (int) INT.get(bytes, at + TEXT_LENGTH)),
            (int) INT.get(bytes, at + GAP),
            (flags & NOTHING) != 0,
            (long) LONG.get(bytes, at + SHOWN_HEIGHT));
    var fetchedAt = (long) LONG.get(bytes, at + FETCHED_AT);
    return new Entry(key.detached(), text, fetchedAt, (flags & TRUTH) != 0);
  }

  /**
   * Keeps a result in the place of the one that its key had.
   *
   * @return false where there is no room; then the key has none
   */
  boolean keep(Entry entry) {
    var length = bytesOf(entry);
    var place = placeOf(entry.key());
    var present = places[place];
    forget(present);
    if (present != 0 && lengthAt(begin(present)) == length) {
      write(entry, begin(present));
      gone--;
      return true;
    }
    if (!grow(length)) {
      return false;
    }
    places[place] = (long) entry.key().hashCode() << Integer.SIZE | (used + 1);
    write(entry, used);
    used += length;
    if (present == 0) {
      taken++;
      spread();
    } else {
      gone--;
    }
    return true;
  }

  private void write(Entry entry, int at) {
    var key = entry.key();
    var text = entry.text();
    INT.set(bytes, at + METHOD, key.method());
    INT.set(bytes, at + PARAMS_LENGTH, key.paramsLength());
    INT.set(bytes, at + TEXT_LENGTH, text.text().length);
    INT.set(bytes, at + GAP, text.gap());
    INT.set(bytes, at + FLAGS, (entry.lasting() ? TRUTH : 0) | (text.nothing() ? NOTHING : 0));
    LONG.set(bytes, at + FETCHED_AT, entry.fetchedAtNanos());
    LONG.set(bytes, at + SHOWN_HEIGHT, text.shownHeight());
    var after = key.copyParams(bytes, at + HEAD_BYTES);
    System.arraycopy(text.text(), 0, bytes, after, text.text().length);
  }

  private int lengthAt(int at) {
    return HEAD_BYTES
        + (int) INT.get(bytes, at + PARAMS_LENGTH)
        + (int) INT.get(bytes, at + TEXT_LENGTH);
  }

  private boolean grow(int more) {
    var needed = (long) used + more;
    // The table may have to be twice as large for one more.
    var room = bytesMax - 2L * Long.BYTES * places.length;
    if (needed > room) {
      return false;
    }
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(room, Math.max(needed, 2L * bytes.length)));
    }
    return true;
  }

  /** Where a key is, or would be. */
  private int placeOf(AnswerKey key) {
    var place = first(key.hashCode());
    while (places[place] != 0 && !isOf(places[place], key)) {
      place = (place + 1) & (places.length - 1);
    }
    return place;
  }

  private static int begin(long present) {
    return (int) present - 1;
  }

  private static int hash(long present) {
    return (int) (present >>> Integer.SIZE);
  }

  private boolean isOf(long present, AnswerKey key) {
    var at = begin(present);
    return hash(present) == key.hashCode()
        && (int) INT.get(bytes, at + METHOD) == key.method()
        && key.hasParams(bytes, at + HEAD_BYTES, (int) INT.get(bytes, at + PARAMS_LENGTH));
  }

  private int first(int hash) {
    return (hash * 0x9E3779B9) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(places.length));
  }

  /** At most half of the places are taken, so that what is not there is soon known. */
  private void spread() {
    if (2 * taken <= places.length) {
      return;
    }
    var before = places;
    places = new long[2 * before.length];
    for (var present : before) {
      if (present != 0) {
        var place = first(hash(present));
        while (places[place] != 0) {
          place = (place + 1) & (places.length - 1);
        }
        places[place] = present;
      }
    }
  }
}
