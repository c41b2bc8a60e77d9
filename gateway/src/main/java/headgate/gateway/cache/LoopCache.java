package headgate.gateway.cache;

import headgate.gateway.outcome.AnswerText;
import headgate.gateway.route.AnswerKey;

/** The cache of one network as one loop sees it: its own table in front of what all loops share. */
public final class LoopCache {
  private final AnswerCache shared;
  private final NearAnswers near = new NearAnswers();

  /** An empty table in front of a shared cache. */
  public LoopCache(AnswerCache shared) {
    this.shared = shared;
  }

  /** The answer that holds for a key now. */
  public Lookup lookUp(AnswerKey key) {
    var entry = near.find(key);
    if (entry == null || !shared.holds(entry)) {
      entry = shared.find(key);
      if (entry == null || !shared.holds(entry)) {
        return new Lookup.Miss();
      }
      near.put(entry);
    }
    return new Lookup.Fresh(entry.text());
  }

  /**
   * Keeps a result, unless it is an error, too large or too old already.
   *
   * @param fetchedAtNanos when its fetch began
   * @param lasting whether it holds for as long as its key is asked for
   */
  public void store(AnswerKey key, AnswerText text, long fetchedAtNanos, boolean lasting) {
    shared.store(key, text, fetchedAtNanos, lasting);
  }
}
