package headgate.gateway.upstream;

import headgate.chain.method.Lane;
import headgate.chain.method.MethodProfile;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.outcome.TryRecord;
import headgate.gateway.seam.Loop;
import headgate.gateway.upstream.health.TryBudget;
import headgate.gateway.upstream.http.NodeAnswer;
import headgate.gateway.upstream.http.NodeConnection;
import headgate.gateway.upstream.permit.Permits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try of a call at one node: it holds the node's permit, a connection and a timer, has an id of
 * its own, and ends exactly once, with everything it held given back.
 *
 * <p>A call may have more than one at the same time, so nothing of a try is kept by the call.
 */
final class Try implements NodeConnection.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Try.class);

  /** Who asked. */
  interface Receiver {
    /** The try is over, whatever it held is given back; told at most once. */
    void ended(Try over, Verdict verdict);
  }

  /**
   * What else is to be known of a try.
   *
   * @param pinned whether the node is asked at the height that the call needs
   * @param hedge whether it is made beside another that is slow
   * @param budget where room was taken for it, which it gives back; null for none
   * @param reserved whether its permit is one that the node keeps for questions
   */
  record Terms(boolean pinned, boolean hedge, @Nullable TryBudget budget, boolean reserved) {
    /** Of what is asked beside the callers. */
    static final Terms ASIDE = new Terms(false, false, null, false);

    private static final Terms RESERVED = new Terms(false, false, null, true);

    /** Of a question about a transaction, with a permit taken; null where none is left for it. */
    static @Nullable Terms ofQuestion(Node node) {
      if (node.permits(Lane.READ).tryTake()) {
        return ASIDE;
      }
      return node.questions().tryTake() ? RESERVED : null;
    }

    /** Where its permit is from. */
    Permits permits(Node node, Lane lane) {
      return reserved ? node.questions() : node.permits(lane);
    }
  }

  private final Upstream upstream;
  private final Node node;
  private final MethodProfile method;
  private final Receiver receiver;
  private final long id;
  private final boolean pinned;
  private final boolean hedge;
  private final Permits permits;
  private final @Nullable TryBudget budget;
  private final long beganNanos;
  private boolean over;
  private boolean sent;
  private String outcome = TryRecord.ON_ITS_WAY;
  private long tookNanos;
  private @Nullable NodeConnection connection;
  private Loop.@Nullable Timer timer;

  /** A try that holds the node's permit, taken before, and has not asked yet. */
  Try(Upstream upstream, Node node, MethodProfile method, Terms terms, Receiver receiver) {
    this.upstream = upstream;
    this.node = node;
    this.method = method;
    this.pinned = terms.pinned;
    hedge = terms.hedge;
    permits = terms.permits(node, method.lane());
    this.budget = terms.budget;
    this.receiver = receiver;
    id = upstream.nextId();
    beganNanos = now();
  }

  Node node() {
    return node;
  }

  /** The id of our own that the node's answer must carry. */
  long id() {
    return id;
  }

  /** Whether the node is asked at the height that the call needs. */
  boolean pinned() {
    return pinned;
  }

  /** Whether it was made beside another that was slow. */
  boolean hedge() {
    return hedge;
  }

  /** How long it took, or has taken so far. */
  long nanos() {
    return over ? tookNanos : now() - beganNanos;
  }

  /** What is to be told of it. */
  TryRecord asRecord() {
    return new TryRecord(node.name(), outcome, nanos(), pinned, hedge);
  }

  /** How long a wait waits, or a write takes, says nothing about how fast a node reads. */
  void sample() {
    if (lane() == Lane.READ) {
      node.health().latency().sample(nanos(), now());
    }
  }

  /** A node that fails at once is not fast, but one that lets its callers wait is slow. */
  void sampleIfSlow() {
    if (nanos() > node.latencyNanos(now())) {
      sample();
    }
  }

  /** Whether a byte of the request may have left. */
  boolean sent() {
    return sent || (connection != null && connection.sent());
  }

  /**
   * Asks the node.
   *
   * @param request the whole HTTP request
   * @param time after which it has stalled
   * @param idleNanosMax how long the connection may have been idle, else a new one is opened
   */
  void send(byte[] request, Duration time, long idleNanosMax) {
    timer = upstream.loop().schedule(time, this::stalled);
    var taken = upstream.connections(node, lane()).take(beganNanos, idleNanosMax);
    connection = taken;
    taken.send(request, this);
  }

  /** Ends the try without a word to its receiver. */
  void cancel() {
    var used = connection;
    if (end(sent())) {
      outcome = TryRecord.CALLED_OFF;
      permits.calledOff(method.index(), beganNanos, now());
      if (used != null) {
        used.close();
      }
      handOn();
    }
  }

  private void stalled() {
    var late = connection;
    if (late != null) {
      var left = late.sent();
      late.close();
      failed(late, TryFailure.STALLED, left);
    }
  }

  @Override
  public void answered(NodeConnection from, NodeAnswer answer) {
    if (end(true)) {
      var verdict = judge(answer);
      outcome = outcome(verdict);
      teach(verdict);
      keep(from, verdict);
      cool(answer, verdict);
      handOn();
      receiver.ended(this, verdict);
    }
  }

  @Override
  public void failed(NodeConnection from, TryFailure failure, boolean left) {
    if (end(left)) {
      outcome = failure.label();
      var verdict = new Verdict.Bad(failure, null);
      teach(verdict);
      handOn();
      receiver.ended(this, verdict);
    }
  }

  /** False where it was over before. */
  private boolean end(boolean left) {
    if (over) {
      return false;
    }
    tookNanos = nanos();
    over = true;
    sent = left;
    connection = null;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    permits.giveBack();
    if (budget != null) {
      budget.giveBack();
    }
    return true;
  }

  /** What the try shows of how much the node can bear. */
  private void teach(Verdict verdict) {
    switch (verdict) {
      case Verdict.Good _ -> permits.answered(method.index(), beganNanos, now());
      case Verdict.Bad bad -> {
        if (bad.failure().crowded()) {
          permits.overloaded(beganNanos, now());
        } else {
          permits.failed(beganNanos);
        }
      }
    }
  }

  private static String outcome(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Good _ -> TryRecord.ANSWERED;
      case Verdict.Bad bad -> bad.failure().label();
    };
  }

  private void handOn() {
    upstream.queue(lane()).handOn();
  }

  /** A bug in judging must not leave the caller without an end. */
  private Verdict judge(NodeAnswer answer) {
    try {
      return upstream.judge().judge(answer, id, method);
    } catch (RuntimeException bug) {
      LOG.error("an answer could not be judged", bug);
      return new Verdict.Bad(TryFailure.NOT_AN_ANSWER, null);
    }
  }

  /** A connection on which another call's answer came is out of step for good. */
  private void keep(NodeConnection used, Verdict verdict) {
    if (verdict instanceof Verdict.Bad bad && bad.failure() == TryFailure.WRONG_ID) {
      used.close();
    } else {
      upstream.connections(node, lane()).giveBack(used, now());
    }
  }

  private void cool(NodeAnswer answer, Verdict verdict) {
    if (verdict instanceof Verdict.Bad bad && bad.failure().coolsNode()) {
      node.health().cool(Duration.ofSeconds(answer.retryAfterSeconds()), now());
    }
  }

  private Lane lane() {
    return method.lane();
  }

  private long now() {
    return upstream.loop().clock().nanos();
  }
}
