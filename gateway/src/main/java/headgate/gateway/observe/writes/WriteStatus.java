package headgate.gateway.observe.writes;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One network's writes beyond their first send, since the start, each counted by every way there
 * is.
 *
 * @param copies transactions that were sent to one more node
 * @param resends transactions that were sent again because they were in no block
 * @param left transactions that are no longer sent again, by the reason
 * @param lost writes whose answer was lost, by what was learnt of them
 * @param kept transactions that are looked after now
 */
public record WriteStatus(
    SortedMap<String, Long> copies,
    SortedMap<String, Long> resends,
    SortedMap<String, Long> left,
    SortedMap<String, Long> lost,
    int kept) {
  /** Nothing was counted yet. */
  public static final WriteStatus NONE =
      new WriteStatus(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 0);

  public WriteStatus {
    copies = copyOf(copies);
    resends = copyOf(resends);
    left = copyOf(left);
    lost = copyOf(lost);
  }

  private static SortedMap<String, Long> copyOf(Map<String, Long> counts) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
