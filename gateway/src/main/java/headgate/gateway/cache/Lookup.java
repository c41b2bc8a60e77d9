package headgate.gateway.cache;

import headgate.gateway.outcome.AnswerText;

/** What the cache has for a call. */
public sealed interface Lookup {
  /** An answer that holds. */
  record Fresh(Entry entry) implements Lookup {
    /** The answer without an id. */
    public AnswerText text() {
      return entry.text();
    }
  }

  /** Nothing that holds. */
  record Miss() implements Lookup {}
}
