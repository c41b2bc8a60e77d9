package headgate.acceptance.failure;

import headgate.acceptance.failure.Outcome.Opinion;
import headgate.chain.method.MethodClass;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.outcome.TryFailure.Heard;
import java.util.Set;

/**
 * What the page of failure modes says of a failure, for one way of asking. Nothing here knows how
 * the gateway does it: all of it comes from the columns of the table and the sentences around it.
 */
final class Expectation {
  /** Nobody is reached by a call whose connection was never made. */
  private static final Set<TryFailure> UNREACHED =
      Set.of(TryFailure.REFUSED, TryFailure.CONNECT_TIMEOUT, TryFailure.TLS);

  private final TryFailure failure;

  Expectation(TryFailure failure) {
    this.failure = failure;
  }

  Outcome of(Way way, Reach reach) {
    return switch (way) {
      case READ -> read(reach);
      case WAIT -> goesOn(MethodClass.WAIT) ? read(reach, true) : toldFor(failure.told(), -1);
      case WRITE -> write(reach);
      case BATCH -> batch(reach);
      case HIT -> new Outcome(200, Outcome.ANSWER, false, 0, Opinion.OPEN);
    };
  }

  private boolean goesOn(MethodClass methodClass) {
    return failure.goesElsewhere(methodClass);
  }

  private Outcome read(Reach reach) {
    return read(reach, failure != TryFailure.NO_BLOCK);
  }

  /**
   * One that goes elsewhere whatever happened.
   *
   * @param passes whether a node's own error is handed out: that it has no block is told only to a
   *     caller who wrote the height
   */
  private Outcome read(Reach reach, boolean passes) {
    if (isMetAnew()) {
      return new Outcome(200, Outcome.ANSWER, false, -1, Opinion.OPEN);
    }
    if (reach == Reach.ONE) {
      return new Outcome(200, Outcome.ANSWER, true, -1, Opinion.OPEN);
    }
    var told =
        failure.heard() == Heard.JSON_RPC && passes ? nodesOwn(-1) : toldFor(failure.told(), -1);
    return new Outcome(told.status(), told.told(), true, -1, Opinion.OPEN);
  }

  /** Another connection to the same node is as good as another node. */
  private boolean isMetAnew() {
    return failure == TryFailure.IDLE_CLOSED;
  }

  private Outcome write(Reach reach) {
    var answered = failure.heard() == Heard.JSON_RPC;
    if (answered && !NodeSays.of(failure).provesNotAccepted()) {
      return nodesOwn(1);
    }
    if (!goesOn(MethodClass.WRITE)) {
      return toldFor(FailureKind.WRITE_OUTCOME_UNKNOWN, 1);
    }
    var reached = UNREACHED.contains(failure) ? 0 : 1;
    if (reach == Reach.ONE) {
      return new Outcome(200, Outcome.ANSWER, true, reached + 1, Opinion.OPEN);
    }
    var told = answered ? nodesOwn(-1) : toldFor(failure.told(), -1);
    return new Outcome(told.status(), told.told(), true, 2 * reached, Opinion.OPEN);
  }

  /** The status stays 200, and each item is told what a single read is. */
  private Outcome batch(Reach reach) {
    var single = read(reach);
    return new Outcome(
        200, single.told(), single.elsewhere(), -1, reach == Reach.ONE ? opinion() : Opinion.OPEN);
  }

  /** After more failures of different calls than a node is forgiven, where another did better. */
  private Opinion opinion() {
    if (failure.coolsNode()) {
      return Opinion.LEFT_ALONE;
    }
    return failure.countsAgainstNode() ? Opinion.LEFT_OUT : Opinion.KEPT;
  }

  private Outcome nodesOwn(int sent) {
    var code = String.valueOf(NodeSays.of(failure).code());
    return new Outcome(400, code, false, sent, Opinion.OPEN);
  }

  private static Outcome toldFor(FailureKind kind, int sent) {
    return new Outcome(kind.status(), String.valueOf(kind.code()), false, sent, Opinion.OPEN);
  }
}
