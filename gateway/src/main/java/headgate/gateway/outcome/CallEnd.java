package headgate.gateway.outcome;

/**
 * Why a call asks no further node although none has answered it.
 *
 * <p>What its caller is told is decided by what the tries before have heard; only where they heard
 * nothing it is told for this reason.
 */
public enum CallEnd {
  NO_NODE_LEFT(
      "no_node_left",
      "Every node that is up at the needed height has been tried.",
      FailureKind.NO_NODE),
  TRIES_USED_UP("tries_used_up", "The lane's `triesMax` is reached.", FailureKind.NO_NODE),
  FAILED_ALIKE(
      "failed_alike",
      "Two nodes failed alike: the call is to blame, and no third node is to suffer from it.",
      FailureKind.BAD_ANSWER),
  BUDGET_USED_UP(
      "budget_used_up",
      "The retry budget is used up, so that failing nodes do not get more calls than sound ones.",
      FailureKind.OVERLOADED),
  ALL_COOLING(
      "all_cooling", "Every node that is left asked to be left alone.", FailureKind.OVERLOADED),
  FALLBACK_CAP(
      "fallback_cap",
      "Only nodes with the role `fallback` could serve, and they have had their calls of this second.",
      FailureKind.OVERLOADED),
  QUEUE_FULL(
      "queue_full",
      "Too many calls wait for a permit on this loop and lane already.",
      FailureKind.OVERLOADED),
  NO_PERMIT("no_permit", "No node had a permit left until the deadline.", FailureKind.OVERLOADED),
  DEADLINE("deadline", "The lane's deadline has passed.", FailureKind.DEADLINE),
  WAITED("waited", "A wait has waited to its end at one node.", FailureKind.DEADLINE),
  MAY_BE_TAKEN(
      "may_be_taken",
      "A write has left and its answer is lost.",
      FailureKind.WRITE_OUTCOME_UNKNOWN);

  private final String label;
  private final String meaning;
  private final FailureKind told;

  CallEnd(String label, String meaning, FailureKind told) {
    this.label = label;
    this.meaning = meaning;
    this.told = told;
  }

  /** The name on the page of failure modes, lower case with underscores. */
  public String label() {
    return label;
  }

  /** What has happened, in a sentence. */
  public String meaning() {
    return meaning;
  }

  /** What the caller is told where no node has said anything. */
  public FailureKind told() {
    return told;
  }
}
