package headgate.gateway.outcome;

/** How a call ended. */
public sealed interface Reply {
  /** A node, the cache or the gateway itself has answered. */
  record Answered(AnswerText text) implements Reply {}

  /** Nothing that could be handed out was had. */
  record Failed(Failure failure) implements Reply {}
}
