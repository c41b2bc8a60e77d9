package headgate.gateway.upstream.health;

/** What keeps a node from being asked for one call at one moment, or that nothing does. */
public enum NodeJudgement {
  /** One of those of which two are drawn, and the better one is asked. */
  CANDIDATE("candidate"),
  /** It could be asked, but has no permit left in the call's lane. */
  BUSY("no permit left in its lane"),
  /** It is not up, or has not reported the height that the call needs. */
  NOT_SERVING("not up, or below the height that the call needs"),
  /** It is not there for calls of this lane. */
  NOT_IN_LANE("not there for calls of this lane"),
  /** It has thrown away the height that the call names. */
  PRUNED("has thrown away the height that is asked for"),
  /** A fallback that is not needed. */
  SPARED("a fallback: only asked where no primary can serve"),
  /** A fallback that has had all that it may get. */
  OVER_CAP("a fallback: fallbacks have had their calls of this second"),
  /** A primary while fallbacks are in use. */
  RETURNING("a primary: it has to serve for a while before calls return to it"),
  /** An archive that is not needed. */
  NOT_OLD("an archive: only asked for heights that others have thrown away"),
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
