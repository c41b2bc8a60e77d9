package headgate.gateway.upstream;

import headgate.chain.method.Lane;
import headgate.chain.method.MethodClass;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.outcome.Reply;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.route.NodeCall;
import headgate.gateway.seam.Loop;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call on its way through the nodes: a try, and where that fails and the rules allow it,
 * another at a node that was not tried yet.
 *
 * <p>The rules in one place. A read or a wait changes nothing, so whatever became of a try, another
 * node is asked. A write is sent on only while it is certain that no node took it: nothing was
 * sent, or a complete answer proves it. After that the caller is told that the outcome is unknown,
 * with the transaction's hash, and nothing is replayed. All tries share the lane's deadline; a
 * single try has its share of it. When every try failed, a node's own error is handed out before a
 * failure of ours, since it says more. A read that met a kept connection just as its node closed it
 * is not counted as tried: it goes out once more, on a new connection, there or elsewhere.
 */
final class Fetch implements NodeConnection.Listener, PermitQueue.Waiting {
  private static final Logger LOG = LoggerFactory.getLogger(Fetch.class);

  private final Upstream upstream;
  private final NodeCall call;
  private final Consumer<Reply> receiver;
  private final Lane lane;
  private final LaneConfig laneTerms;
  private final boolean write;
  private final long id;
  private final byte[] body;
  private final long beganNanos;
  private long tried;
  private int tries;
  private long tryBeganNanos;
  private boolean maySendAgain = true;
  private boolean metIdleClose;
  private @Nullable Node node;
  private @Nullable NodeConnection connection;
  private Loop.@Nullable Timer timer;
  private @Nullable TryFailure lastFailure;
  private @Nullable AnswerText nodeError;

  Fetch(Upstream upstream, NodeCall call, Consumer<Reply> receiver) {
    this.upstream = upstream;
    this.call = call;
    this.receiver = receiver;
    var method = call.call().method();
    lane = method.lane();
    laneTerms = LaneTerms.of(upstream.terms().lanes(), lane);
    write = method.methodClass() == MethodClass.WRITE;
    id = upstream.nextId();
    body = call.call().canonical(id);
    beganNanos = now();
  }

  void start() {
    tryNext();
  }

  private void tryNext() {
    if (tries >= laneTerms.triesMax() || !maySendAgain) {
      giveUp(FailureKind.NO_NODE);
    } else if ((!upstream.queue(lane).empty() || !goOn()) && !upstream.queue(lane).offer(this)) {
      giveUp(FailureKind.OVERLOADED);
    }
  }

  @Override
  public boolean goOn() {
    var remaining = laneTerms.deadline().toNanos() - (now() - beganNanos);
    var view = upstream.terms().view().get();
    if (remaining <= 0) {
      giveUp(tries == 0 ? FailureKind.OVERLOADED : FailureKind.DEADLINE);
      return true;
    }
    var chosen = upstream.choice().take(view, call.neededHeight(), lane, tried, now());
    if (chosen != null) {
      tryAt(chosen, remaining);
    } else if (!upstream.choice().anyEligible(view, call.neededHeight(), tried)) {
      giveUp(FailureKind.NO_NODE);
    } else {
      return false;
    }
    return true;
  }

  private void tryAt(Node chosen, long remainingNanos) {
    node = chosen;
    tried |= 1L << chosen.index();
    tries++;
    tryBeganNanos = now();
    timer = upstream.loop().schedule(tryTime(remainingNanos), this::stalled);
    var taken = upstream.connections(chosen, lane).take(tryBeganNanos, idleNanosMax());
    connection = taken;
    taken.send(chosen.compose(call.path(), call.options(), body), this);
  }

  /** A write goes out on a connection that has just answered, or on a new one. */
  private long idleNanosMax() {
    return write ? Upstream.WRITE_IDLE_MAX.toNanos() : Upstream.IDLE_MAX.toNanos();
  }

  /**
   * The last try may use all that is left; an earlier one leaves room for those after it. A wait is
   * as long as the caller wants it, and a write is not repeated for being slow.
   */
  private Duration tryTime(long remainingNanos) {
    var left = write || lane == Lane.WAIT ? 1 : laneTerms.triesMax() - tries + 1;
    var share = Math.min(remainingNanos / left, call.call().method().deadline().toNanos());
    return Duration.ofNanos(Math.max(1, share));
  }

  private void stalled() {
    var late = connection;
    if (late != null) {
      var sent = late.sent();
      late.close();
      failed(late, TryFailure.STALLED, sent);
    }
  }

  @Override
  public void answered(NodeConnection from, NodeAnswer answer) {
    var asked = endTry();
    if (asked == null) {
      return;
    }
    var verdict = judge(answer);
    keep(from, asked, verdict);
    upstream.queue(lane).handOn();
    switch (verdict) {
      case Verdict.Good good -> {
        sample(asked, now() - tryBeganNanos);
        receiver.accept(new Reply.Answered(good.text()));
      }
      case Verdict.Bad bad -> {
        nodeError = bad.text() == null ? nodeError : bad.text();
        fellThrough(asked, bad.failure(), true);
      }
    }
  }

  /** A bug in judging must not leave the caller without an end. */
  private Verdict judge(NodeAnswer answer) {
    try {
      return upstream.judge().judge(answer, id, call.call().method());
    } catch (RuntimeException bug) {
      LOG.error("an answer could not be judged", bug);
      return new Verdict.Bad(TryFailure.NOT_AN_ANSWER, null);
    }
  }

  /** A connection on which another call's answer came is out of step for good. */
  private void keep(NodeConnection used, Node asked, Verdict verdict) {
    if (verdict instanceof Verdict.Bad bad && bad.failure() == TryFailure.WRONG_ID) {
      used.close();
    } else {
      upstream.connections(asked, lane).giveBack(used, now());
    }
  }

  @Override
  public void failed(NodeConnection from, TryFailure failure, boolean sent) {
    var asked = endTry();
    if (asked != null) {
      upstream.queue(lane).handOn();
      fellThrough(asked, failure, sent);
    }
  }

  private @Nullable Node endTry() {
    var asked = node;
    node = null;
    connection = null;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    if (asked != null) {
      asked.permits(lane).giveBack();
    }
    return asked;
  }

  private void fellThrough(Node asked, TryFailure failure, boolean sent) {
    lastFailure = failure;
    if (failure.countsAgainstNode()) {
      asked.failed();
      sample(asked, laneTerms.deadline().toNanos());
    }
    maySendAgain = !write || !sent || failure.provesNotTaken();
    if (failure == TryFailure.IDLE_CLOSED && maySendAgain && !metIdleClose) {
      metIdleClose = true;
      forget(asked);
    }
    tryNext();
  }

  /** Takes back a try that never reached the node; what else is kept to it is as stale. */
  private void forget(Node asked) {
    upstream.connections(asked, lane).close();
    tried &= ~(1L << asked.index());
    tries--;
  }

  /** How long a wait waits, or a write takes, says nothing about how fast a node reads. */
  private void sample(Node asked, long nanos) {
    if (lane == Lane.READ) {
      asked.latency().sample(nanos, now());
    }
  }

  private void giveUp(FailureKind otherwise) {
    if (!maySendAgain) {
      receiver.accept(new Reply.Failed(outcomeUnknown()));
    } else if (nodeError != null) {
      receiver.accept(new Reply.Answered(nodeError));
    } else if (lastFailure != null && otherwise != FailureKind.DEADLINE) {
      receiver.accept(new Reply.Failed(Failure.of(lastFailure.told())));
    } else {
      receiver.accept(new Reply.Failed(Failure.of(otherwise)));
    }
  }

  private Failure outcomeUnknown() {
    var hash = upstream.terms().hashing().hash(call.call());
    return hash == null
        ? Failure.of(FailureKind.WRITE_OUTCOME_UNKNOWN)
        : new Failure(FailureKind.WRITE_OUTCOME_UNKNOWN, "{\"txHash\":\"" + hash + "\"}");
  }

  private long now() {
    return upstream.loop().clock().nanos();
  }
}
