package headgate.gateway.admit;

import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;

/** What the call door says. */
public sealed interface Admission {
  /** The call may go on. */
  record Admitted() implements Admission {}

  /** It may not. */
  record Refused(Failure why) implements Admission {
    /** It may not, and there is nothing more to say. */
    Refused(FailureKind kind) {
      this(Failure.of(kind));
    }
  }
}
