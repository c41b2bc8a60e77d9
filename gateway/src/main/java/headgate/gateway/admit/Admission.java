package headgate.gateway.admit;

import headgate.gateway.outcome.FailureKind;

/** What the call door says. */
public sealed interface Admission {
  /** The call may go on. */
  record Admitted() implements Admission {}

  /** It may not. */
  record Refused(FailureKind why) implements Admission {}
}
