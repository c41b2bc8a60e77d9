package headgate.gateway.upstream;

import headgate.chain.error.ErrorMeaning;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.TryFailure;
import org.jspecify.annotations.Nullable;

/** What a node's response means for the call. */
sealed interface Verdict {
  /**
   * An answer that the caller gets.
   *
   * @param text the answer
   * @param means what the chain's profile says of it where it is an error, else null
   */
  record Good(AnswerText text, @Nullable ErrorMeaning means) implements Verdict {
    /** A result. */
    Good(AnswerText text) {
      this(text, null);
    }

    /** The same verdict on the same answer, of which more is known. */
    Good with(AnswerText known) {
      return new Good(known, means);
    }

    /** Whether it says that the node does not know what was asked for. */
    boolean unknown() {
      return means == ErrorMeaning.NOT_FOUND || text.nothing();
    }

    /** Whether it is an error that calls the request itself wrong. */
    boolean blamesCaller() {
      return means == ErrorMeaning.CALLER;
    }
  }

  /**
   * No answer worth having.
   *
   * @param failure what was wrong
   * @param text a node's error that is better than none when every other try ends worse, or null
   */
  record Bad(TryFailure failure, @Nullable AnswerText text) implements Verdict {
    /** The same for a caller who wrote no height, and so is not told which one is missing. */
    Bad withoutOurHeight() {
      return failure == TryFailure.NO_BLOCK ? new Bad(failure, null) : this;
    }
  }
}
