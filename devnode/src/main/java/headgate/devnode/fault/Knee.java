package headgate.devnode.fault;

import java.time.Duration;

/**
 * Where a node's throughput collapses, as goloop's does: from a thousand calls a second to about
 * ten once too many are in its hands, and it stays there until they have become fewer.
 *
 * @param calls that it takes at once without harm
 * @param each how long one of them takes
 * @param crawl from one answer to the next while there are more
 */
public record Knee(int calls, Duration each, Duration crawl) {
  public Knee {
    if (calls < 1 || each.isNegative() || crawl.isNegative()) {
      throw new IllegalArgumentException("1 call or more, no negative times");
    }
  }
}
