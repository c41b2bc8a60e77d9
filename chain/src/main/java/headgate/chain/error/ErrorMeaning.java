package headgate.chain.error;

/** What an error of a node proves, and so what the gateway does with it. */
public enum ErrorMeaning {
  /** It is a true answer: every node at this height says the same. It passes. */
  ANSWER(false),
  /** The call itself is wrong. It passes. */
  CALLER(false),
  /** The answer is still to come: it passes, is not kept, and counts against nobody. */
  NOT_YET(false),
  /** The node knows nothing of what was asked for; a node that is ahead of it may. */
  NOT_FOUND(true),
  /** The node has not reached the height that was asked for; another one may have. */
  NO_BLOCK(true),
  /** The node has thrown away the height that was asked for; an archive node has it. */
  PRUNED(true),
  /** The node does not offer the method; another one may. */
  NOT_OFFERED(true),
  /** Another node may do better, but this one is not at fault. */
  ELSEWHERE(true),
  /** The node is at fault: reads go elsewhere and the failure counts against it. */
  NODE(true),
  /** The node has this very transaction already: after a lost answer, a success. */
  ACCEPTED(false),
  /** A wait ended without a result: it passes with its data and is never repeated. */
  WAIT_ENDED(false);

  private final boolean asksElsewhere;

  ErrorMeaning(boolean asksElsewhere) {
    this.asksElsewhere = asksElsewhere;
  }

  /** Whether a read with this outcome may be asked of another node. */
  public boolean asksElsewhere() {
    return asksElsewhere;
  }

  /** Whether the node's health suffers from it. */
  public boolean countsAgainstNode() {
    return this == NODE;
  }
}
