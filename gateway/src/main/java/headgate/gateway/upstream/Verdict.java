package headgate.gateway.upstream;

import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.TryFailure;
import org.jspecify.annotations.Nullable;

/** What a node's response means for the call. */
sealed interface Verdict {
  /**
   * An answer that the caller gets.
   *
   * @param text the answer
   * @param blamesCaller whether it is an error that calls the request itself wrong
   */
  record Good(AnswerText text, boolean blamesCaller) implements Verdict {
    /** An answer that calls nothing wrong. */
    Good(AnswerText text) {
      this(text, false);
    }
  }

  /**
   * No answer worth having.
   *
   * @param failure what was wrong
   * @param text a node's error that is better than none when every other try ends worse, or null
   */
  record Bad(TryFailure failure, @Nullable AnswerText text) implements Verdict {}
}
