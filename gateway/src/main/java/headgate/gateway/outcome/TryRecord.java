package headgate.gateway.outcome;

/**
 * What became of one try of a call.
 *
 * @param node the node's name
 * @param outcome {@link #ANSWERED}, {@link #CALLED_OFF}, {@link #ON_ITS_WAY}, or the label of a
 *     {@link TryFailure}
 * @param nanos how long it took, or has taken so far
 * @param pinned whether the node was asked at the height that the call needed
 * @param hedge whether it was made beside another that was slow
 */
public record TryRecord(String node, String outcome, long nanos, boolean pinned, boolean hedge) {
  /** The node answered; what it says may be an error of its own. */
  public static final String ANSWERED = "answered";

  /** It was of no use any more, and ended by the gateway. */
  public static final String CALLED_OFF = "called_off";

  /** It is not over. */
  public static final String ON_ITS_WAY = "on_its_way";
}
