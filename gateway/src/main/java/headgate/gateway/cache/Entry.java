package headgate.gateway.cache;

import headgate.gateway.outcome.AnswerText;
import headgate.gateway.route.AnswerKey;

/**
 * One kept answer; immutable, so that loops share it freely.
 *
 * @param key the slot, which owns its bytes
 * @param text the answer without an id
 * @param fetchedAtNanos when its fetch began
 * @param lasting whether it holds as long as its key is asked for: it is the truth at the key's
 *     height, or at every one
 */
public record Entry(AnswerKey key, AnswerText text, long fetchedAtNanos, boolean lasting) {
  private static final int OVERHEAD = 96;

  /** Bytes that it holds in memory, about. */
  int weight() {
    return key.weight() + text.text().length + OVERHEAD;
  }

  boolean holds(long nowNanos, long microTtlNanos) {
    return lasting || nowNanos - fetchedAtNanos <= microTtlNanos;
  }
}
