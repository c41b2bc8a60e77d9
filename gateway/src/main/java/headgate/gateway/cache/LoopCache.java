package headgate.gateway.cache;

import headgate.gateway.decompose.Call;
import headgate.gateway.head.HeadView;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.route.AnswerKey;
import org.jspecify.annotations.Nullable;

/**
 * The cache of one network as one loop sees it: what all loops share, and in front of it a table of
 * its own, in which whoever asks again in the same words finds the answer without a walk.
 */
public final class LoopCache {
  private static final Lookup MISS = new Lookup.Miss();

  private final AnswerCache shared;
  private final ReadyAnswers ready = new ReadyAnswers();

  /** An empty table in front of a shared cache. */
  public LoopCache(AnswerCache shared) {
    this.shared = shared;
  }

  /** The answer that holds for a key now. */
  public Lookup lookUp(AnswerKey key) {
    var entry = shared.find(key);
    return entry == null || !shared.holds(entry) ? MISS : new Lookup.Fresh(entry);
  }

  /** A call has found an answer, so that the next one in the same words finds it {@link #ready}. */
  public void remember(Call call, Lookup.Fresh found) {
    ready.put(call, found.entry());
  }

  /**
   * The answer that a call in these very words found last, where one that is made now would find it
   * too; null where that is not certain.
   *
   * @param method the method's index
   * @param body holds the params between from and to; from is negative where there are none
   * @param view by which the call goes; the caller has seen to it that it may be trusted
   */
  public @Nullable AnswerText ready(int method, byte[] body, int from, int to, HeadView view) {
    var entry = ready.find(method, body, from, to, view.generation(), view.servingHeight());
    return entry == null || !shared.holds(entry) ? null : entry.text();
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
