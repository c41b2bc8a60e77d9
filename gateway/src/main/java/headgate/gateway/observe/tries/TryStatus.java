package headgate.gateway.observe.tries;

import java.util.Map;

/**
 * The tries of one network beyond the first of a call, and the calls that wait for one.
 *
 * @param hedges second tries beside a slow first one, since the start
 * @param hedgesWon those of them whose answer the caller got
 * @param retryRoomUsed how much of the room for tries after a failure is used, 0 to 1
 * @param hedgeRoomUsed the same for hedges
 * @param waiting calls that wait for a node's permit, by the name of their lane
 */
public record TryStatus(
    long hedges,
    long hedgesWon,
    double retryRoomUsed,
    double hedgeRoomUsed,
    Map<String, Integer> waiting) {
  /** Nothing was tried. */
  public static final TryStatus NONE = new TryStatus(0, 0, 0, 0, Map.of());

  public TryStatus {
    waiting = Map.copyOf(waiting);
  }
}
