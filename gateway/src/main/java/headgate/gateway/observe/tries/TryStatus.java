package headgate.gateway.observe.tries;

import java.util.Map;

/**
 * The tries of one network beyond the first of a call, and the calls that wait for one.
 *
 * @param further tries that were not the first of their call, by the reason for them, since the
 *     start
 * @param hedgesWon the hedges among them whose answer the caller got
 * @param retryRoomUsed how much of the room for tries after a failure is used, 0 to 1
 * @param hedgeRoomUsed the same for hedges
 * @param waiting calls that wait for a node's permit, by the name of their lane
 */
public record TryStatus(
    Map<FurtherTry, Long> further,
    long hedgesWon,
    double retryRoomUsed,
    double hedgeRoomUsed,
    Map<String, Integer> waiting) {
  /** Nothing was tried. */
  public static final TryStatus NONE = new TryStatus(Map.of(), 0, 0, 0, Map.of());

  public TryStatus {
    further = Map.copyOf(further);
    waiting = Map.copyOf(waiting);
  }

  /** Further tries of a kind. */
  public long further(FurtherTry why) {
    return further.getOrDefault(why, 0L);
  }

  /** Second tries beside a slow first one. */
  public long hedges() {
    return further(FurtherTry.HEDGE);
  }
}
