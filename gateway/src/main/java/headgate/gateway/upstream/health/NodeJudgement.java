package headgate.gateway.upstream.health;

/** What keeps a node from being asked for one call at one moment, or that nothing does. */
public enum NodeJudgement {
  /** One of those of which two are drawn, and the better one is asked. */
  CANDIDATE("candidate"),
  /** It could be asked, but has no permit left in the call's lane. */
  BUSY("no permit left in its lane"),
  /** It is not up, or has not reported the height that the call needs. */
  NOT_SERVING("not up, or below the height that the call needs"),
  /** It asked to be left alone for a while. */
  COOLING("asked to be left alone for a while"),
  /** It failed so often that it is left out for a while. */
  FAILING("left out for a while, because it failed too often"),
  /** It said that it does not have the method. */
  NOT_OFFERED("does not offer the method"),
  /** Another one comes before it. */
  PASSED_OVER("another node comes first");

  private final String words;

  NodeJudgement(String words) {
    this.words = words;
  }

  /** The same for an operator. */
  public String words() {
    return words;
  }
}
