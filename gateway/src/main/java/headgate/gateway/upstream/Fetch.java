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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
 *
 * <p>It is always in one state: {@code QUEUED} for a node's permit, {@code TRYING} with at least
 * one try on its way, or {@code ENDED}, after which nothing changes and nobody is told.
 */
final class Fetch implements Fetching, Try.Receiver, PermitQueue.Waiting {
  private enum State {
    QUEUED,
    TRYING,
    ENDED
  }

  private final Upstream upstream;
  private final NodeCall call;
  private final Consumer<Reply> receiver;
  private final Lane lane;
  private final LaneConfig laneTerms;
  private final boolean write;
  private final long beganNanos;
  private final List<Try> tries = new ArrayList<>(2);
  private State state = State.QUEUED;
  private long tried;
  private int triesMade;
  private boolean maySendAgain = true;
  private boolean metIdleClose;
  private @Nullable TryFailure lastFailure;
  private @Nullable AnswerText nodeError;

  Fetch(Upstream upstream, NodeCall call, Consumer<Reply> receiver) {
    this.upstream = upstream;
    this.call = call;
    this.receiver = receiver;
    var method = call.call().method();
    lane = method.lane();
    laneTerms = upstream.terms().lanes().of(lane);
    write = method.methodClass() == MethodClass.WRITE;
    beganNanos = now();
  }

  void start() {
    tryNext();
  }

  @Override
  public boolean cancel() {
    if (state == State.ENDED || (write && (!maySendAgain || tries.stream().anyMatch(Try::sent)))) {
      return false;
    }
    upstream.queue(lane).leave(this);
    state = State.ENDED;
    tries.forEach(Try::cancel);
    tries.clear();
    return true;
  }

  private void tryNext() {
    state = State.QUEUED;
    if (triesMade >= laneTerms.triesMax() || !maySendAgain) {
      giveUp(FailureKind.NO_NODE);
    } else if ((!upstream.queue(lane).empty() || !goOn()) && !upstream.queue(lane).offer(this)) {
      giveUp(FailureKind.OVERLOADED);
    }
  }

  @Override
  public boolean goOn() {
    if (state == State.ENDED) {
      return true;
    }
    var remaining = laneTerms.deadline().toNanos() - (now() - beganNanos);
    var view = upstream.terms().view().get();
    if (remaining <= 0) {
      giveUp(triesMade == 0 ? FailureKind.OVERLOADED : FailureKind.DEADLINE);
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
    state = State.TRYING;
    tried |= 1L << chosen.index();
    triesMade++;
    var attempt = new Try(upstream, chosen, call.call().method(), this);
    tries.add(attempt);
    var request = chosen.compose(call.path(), call.options(), body(chosen, attempt.id()));
    attempt.send(request, tryTime(remainingNanos), idleNanosMax());
  }

  /** The JSON-RPC request for one node, which answers under an id of ours. */
  @SuppressWarnings("UnusedVariable") // What a node is sent may depend on what it can do.
  private byte[] body(Node node, long id) {
    return call.call().canonical(id);
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
    var left = write || lane == Lane.WAIT ? 1 : laneTerms.triesMax() - triesMade + 1;
    var share = Math.min(remainingNanos / left, call.call().method().deadline().toNanos());
    return Duration.ofNanos(Math.max(1, share));
  }

  @Override
  public void ended(Try over, Verdict verdict) {
    tries.remove(over);
    switch (verdict) {
      case Verdict.Good good -> {
        sample(over.node(), over.nanos());
        end(new Reply.Answered(good.text()));
      }
      case Verdict.Bad bad -> {
        nodeError = bad.text() == null ? nodeError : bad.text();
        fellThrough(over, bad.failure());
      }
    }
  }

  private void fellThrough(Try over, TryFailure failure) {
    lastFailure = failure;
    if (failure.countsAgainstNode()) {
      over.node().failed();
      sample(over.node(), laneTerms.deadline().toNanos());
    }
    maySendAgain = !write || !over.sent() || failure.provesNotTaken();
    if (failure == TryFailure.IDLE_CLOSED && maySendAgain && !metIdleClose) {
      metIdleClose = true;
      forget(over.node());
    }
    if (tries.isEmpty()) {
      tryNext();
    }
  }

  /** Takes back a try that never reached the node; what else is kept to it is as stale. */
  private void forget(Node asked) {
    upstream.connections(asked, lane).close();
    tried &= ~(1L << asked.index());
    triesMade--;
  }

  /** How long a wait waits, or a write takes, says nothing about how fast a node reads. */
  private void sample(Node asked, long nanos) {
    if (lane == Lane.READ) {
      asked.latency().sample(nanos, now());
    }
  }

  private void giveUp(FailureKind otherwise) {
    if (!maySendAgain) {
      end(new Reply.Failed(outcomeUnknown()));
    } else if (nodeError != null) {
      end(new Reply.Answered(nodeError));
    } else if (lastFailure != null && otherwise != FailureKind.DEADLINE) {
      end(new Reply.Failed(Failure.of(lastFailure.told())));
    } else {
      end(new Reply.Failed(Failure.of(otherwise)));
    }
  }

  /** Tells the end, once; what is still on its way is of no use to anybody. */
  private void end(Reply reply) {
    state = State.ENDED;
    tries.forEach(Try::cancel);
    tries.clear();
    receiver.accept(reply);
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
