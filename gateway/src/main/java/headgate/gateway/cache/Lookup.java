package headgate.gateway.cache;

import headgate.gateway.outcome.AnswerText;

/** What the cache has for a call. */
public sealed interface Lookup {
  /** An answer that holds. */
  record Fresh(AnswerText text) implements Lookup {}

  /** Nothing that holds. */
  record Miss() implements Lookup {}
}
