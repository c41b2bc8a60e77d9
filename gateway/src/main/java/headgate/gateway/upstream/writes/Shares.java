package headgate.gateway.upstream.writes;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who has how much of a table that is too small for everybody: whoever has most makes room, oldest
 * first, so that a sender of many costs no other sender the few that it has.
 *
 * @param <T> what is in the table
 */
final class Shares<T> {
  private final Map<Integer, Share<T>> byCaller = new LinkedHashMap<>();

  private static final class Share<T> {
    private final ArrayDeque<T> oldestFirst = new ArrayDeque<>();
    private long weight;
  }

  /** A caller has one more. */
  void add(int caller, T one, long weight) {
    var share = byCaller.computeIfAbsent(caller, _ -> new Share<>());
    share.oldestFirst.add(one);
    share.weight += weight;
  }

  /** A caller has that one no longer. */
  void remove(int caller, T one, long weight) {
    var share = requireNonNull(byCaller.get(caller));
    share.oldestFirst.remove(one);
    share.weight -= weight;
    if (share.oldestFirst.isEmpty()) {
      byCaller.remove(caller);
    }
  }

  /**
   * The oldest of the caller who has most; of several, of who came first. Not of an empty table.
   */
  T first() {
    Share<T> most = null;
    for (var share : byCaller.values()) {
      if (most == null || share.weight > most.weight) {
        most = share;
      }
    }
    return requireNonNull(most).oldestFirst.element();
  }
}
