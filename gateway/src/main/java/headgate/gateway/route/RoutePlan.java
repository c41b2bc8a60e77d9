package headgate.gateway.route;

import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;

/** What is to be done with a call. */
public sealed interface RoutePlan {
  /** The gateway answers by itself. */
  record Local(AnswerText text) implements RoutePlan {}

  /** A read whose answer may be kept. */
  record CachedRead(NodeCall call, AnswerKey key) implements RoutePlan {
    /** The same with a key that can be kept: {@link AnswerKey#detached}. */
    public CachedRead detached() {
      return new CachedRead(call, key.detached());
    }
  }

  /** A read whose answer may not be kept, or a wait. */
  record PlainRead(NodeCall call) implements RoutePlan {}

  /** A write: never cached, never coalesced. */
  record Write(NodeCall call) implements RoutePlan {}

  /** Nothing can be done. */
  record Reject(Failure why) implements RoutePlan {
    /** Nothing more is to be said. */
    Reject(FailureKind kind) {
      this(Failure.of(kind));
    }
  }
}
