package headgate.gateway.outcome;

/** How a call ended. */
public sealed interface Reply {
  /**
   * A node, the cache or the gateway itself has answered.
   *
   * @param text the answer
   * @param pinned whether it is the truth at the height that the call needed, because the node was
   *     asked for that one
   */
  record Answered(AnswerText text, boolean pinned) implements Reply {
    /** An answer at whatever height the node had. */
    public Answered(AnswerText text) {
      this(text, false);
    }
  }

  /** Nothing that could be handed out was had. */
  record Failed(Failure failure) implements Reply {}
}
