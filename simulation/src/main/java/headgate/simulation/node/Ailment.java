package headgate.simulation.node;

/** What can be wrong with a node for a while. */
public enum Ailment {
  /** It was killed: connections are refused, its pool is lost. */
  DEAD,
  /** It takes connections and does nothing until it goes on. */
  FROZEN,
  /** Nothing that is sent to it arrives, and nobody says so. */
  UNREACHABLE,
  /** Its certificate is refused. */
  BAD_TLS,
  /** Everything takes thirty times as long. */
  SLOW,
  /** Answers are cut, delayed, broken, or replaced by something else. */
  LOSSY,
  /** It says that something is wrong with it. */
  FAILING,
  /** It takes no transactions. */
  POOL_FULL,
  /** Its chain is stopped. */
  STOPPED,
  /** It gets no new blocks. */
  LAGGING,
  /** It reports blocks that nobody has. */
  BOASTING,
  /** It has gone its own way some blocks ago. */
  FORKED,
  /** It is one of another network. */
  FOREIGN;

  /** Whether what it says may be untrue. */
  public boolean lies() {
    return this == BOASTING || this == FORKED || this == FOREIGN;
  }

  /** Whether its answers may be those of another chain. */
  public boolean changesAnswers() {
    return this == FORKED || this == FOREIGN;
  }
}
