package headgate.gateway.route;

import headgate.gateway.cache.CacheSlot;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.upstream.UpstreamCall;

/** What is to be done with a call. */
public sealed interface RoutePlan {
  /** The gateway answers by itself. */
  record Local(AnswerText text) implements RoutePlan {}

  /** A read whose answer may be kept. */
  record CachedRead(UpstreamCall call, CacheSlot slot) implements RoutePlan {}

  /** A read whose answer may not be kept, or a wait. */
  record PlainRead(UpstreamCall call) implements RoutePlan {}

  /** A write: never cached, never coalesced. */
  record Write(UpstreamCall call) implements RoutePlan {}

  /** Nothing can be done. */
  record Reject(FailureKind why) implements RoutePlan {}
}
