package headgate.gateway.config;

import java.time.Duration;

/**
 * The bounds of one lane: one class of calls on their way to the nodes.
 *
 * @param inFlightPerNodeMax most calls of this lane that one node works on; goloop collapses when
 *     too many are in flight, so raising it can lower the throughput
 * @param connectDeadline for one connection to open, TLS included
 * @param deadline for a call in all, every try included
 * @param triesMax most nodes asked for one call
 * @param hedge whether a call that is slower than 19 of 20 of its method is asked of a second node
 *     beside the first, within 5 % of all calls
 * @param adaptive whether a node gets less at once than the most while it answers slower than it
 *     usually does
 */
public record LaneConfig(
    int inFlightPerNodeMax,
    Duration connectDeadline,
    Duration deadline,
    int triesMax,
    boolean hedge,
    boolean adaptive) {
  private static final Duration MOMENT = Duration.ofMillis(10);

  public LaneConfig {
    new Rules()
        .within("inFlightPerNodeMax", inFlightPerNodeMax, 1, 10_000)
        .within("connectDeadline", connectDeadline, MOMENT, Duration.ofMinutes(1))
        .within("deadline", deadline, MOMENT, Duration.ofMinutes(10))
        .within("triesMax", triesMax, 1, 10)
        .check();
  }

  /** A lane whose nodes always get the most. */
  public LaneConfig(
      int inFlightPerNodeMax,
      Duration connectDeadline,
      Duration deadline,
      int triesMax,
      boolean hedge) {
    this(inFlightPerNodeMax, connectDeadline, deadline, triesMax, hedge, false);
  }

  /** The same where calls are asked of one node at a time. */
  public LaneConfig(
      int inFlightPerNodeMax, Duration connectDeadline, Duration deadline, int triesMax) {
    this(inFlightPerNodeMax, connectDeadline, deadline, triesMax, false);
  }
}
