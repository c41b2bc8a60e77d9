package headgate.gateway.upstream;

import headgate.chain.method.Lane;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.outcome.Reply;
import headgate.gateway.route.NodeCall;
import headgate.gateway.seam.Loop;
import headgate.gateway.upstream.writes.TransactionLookup;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks after a write whose answer was lost: first the node that was sent it, whatever it is there
 * for, then the others that are there for reads, by the transaction's hash, in rounds until one
 * knows it, its time is over, or every node has said that it does not take the question.
 *
 * <p>Nothing is sent again from here. That nobody knows the transaction proves nothing, since the
 * node may still take it, so only what was found is ever told as an outcome.
 */
final class Inquiry implements Try.Receiver {
  /** How long one node may take to say whether it knows the transaction. */
  static final Duration ASK_TIME = Duration.ofSeconds(1);

  /** How long after a round in vain the next one begins. */
  static final Duration PAUSE = Duration.ofMillis(500);

  /**
   * How long it goes on where nobody knows the transaction. Callers do not wait for ever, ICON's
   * Python SDK ten seconds in all, and who has left does not learn the hash to ask for.
   */
  static final Duration LONGEST = Duration.ofSeconds(5);

  /** Who waits for the end of the inquiry; told exactly once, unless it is stopped. */
  interface Receiver {
    /** The transaction is known to a node, and this is what its sender is told. */
    void found(Reply.Answered reply, Node knowing);

    /**
     * The time is over.
     *
     * @param pending whether a node has it, but not the result that its sender waits for
     */
    void unknown(boolean pending);
  }

  private final Upstream upstream;
  private final TransactionLookup lookup;
  private final Lost lost;
  private final Receiver receiver;
  private final boolean waits;
  private final ArrayDeque<Node> toAsk = new ArrayDeque<>();
  private long untilNanos;
  private long notAskable;
  private boolean pending;
  private boolean stopped;
  private @Nullable Try question;
  private Loop.@Nullable Timer pause;

  private Inquiry(Upstream upstream, TransactionLookup lookup, Lost lost, Receiver receiver) {
    this.upstream = upstream;
    this.lookup = lookup;
    this.lost = lost;
    this.receiver = receiver;
    waits = lost.write.call().method().lane() == Lane.WAIT;
    untilNanos = now() + lost.time(now()).toNanos();
  }

  /**
   * A write whose answer was lost.
   *
   * @param write the write
   * @param hash its transaction's
   * @param sentTo the node that may have taken it
   * @param deadlineNanos its deadline, on the loop's clock
   */
  record Lost(NodeCall write, String hash, Node sentTo, long deadlineNanos) {
    /** How long it may be looked for from now on; negative where its time is over. */
    Duration time(long nowNanos) {
      return Duration.ofNanos(Math.min(LONGEST.toNanos(), deadlineNanos - nowNanos));
    }
  }

  /** An inquiry that has not begun; null where the chain has no question. */
  static @Nullable Inquiry of(Upstream upstream, Lost lost, Receiver receiver) {
    var lookup = upstream.lookup();
    return lookup == null ? null : new Inquiry(upstream, lookup, lost, receiver);
  }

  void begin() {
    nextRound();
  }

  /** Asks no more, and tells nothing. */
  void stop() {
    stopped = true;
    if (question != null) {
      question.cancel();
    }
    if (pause != null) {
      pause.cancel();
    }
  }

  /** When a node is asked in a round. */
  private enum Place {
    /** It was sent the transaction, whatever it is there for. */
    SENT_TO,
    PRIMARY,
    /** After all others, as far as it may get another call. */
    FALLBACK,
    NEVER
  }

  private Place place(Node node) {
    if (!takesQuestions(node)) {
      return Place.NEVER;
    }
    if (node.equals(lost.sentTo)) {
      return Place.SENT_TO;
    }
    var reads = node.duty().lanes().contains(Lane.READ);
    return switch (node.duty().role()) {
      case PRIMARY -> reads ? Place.PRIMARY : Place.NEVER;
      case FALLBACK -> reads ? Place.FALLBACK : Place.NEVER;
      case ARCHIVE -> Place.NEVER;
    };
  }

  private void nextRound() {
    pause = null;
    var standings = upstream.terms().view().get().nodes();
    for (var place : List.of(Place.SENT_TO, Place.PRIMARY, Place.FALLBACK)) {
      for (var node : upstream.terms().nodes()) {
        if (place(node) == place && isThere(node, standings.get(node.index()))) {
          toAsk.addLast(node);
        }
      }
    }
    askNext();
  }

  private boolean isThere(Node node, NodeStanding standing) {
    return node.equals(lost.sentTo) ? mayKnow(standing.state()) : standing.serves(-1);
  }

  private boolean mayAsk(Node node) {
    return node.duty().role() != NodeRole.FALLBACK
        || upstream.terms().fallbacks().tryTake(upstream.loop().clock().nanos());
  }

  /** A node that is down may be on its way back; one that is not believed is not asked. */
  private static boolean mayKnow(NodeState state) {
    return state != NodeState.WRONG_NETWORK && state != NodeState.QUARANTINED;
  }

  private void askNext() {
    while (remaining() > 0 && !nobodyAskable()) {
      var node = toAsk.poll();
      if (node == null) {
        var time = Math.min(PAUSE.toNanos(), remaining());
        pause = upstream.loop().schedule(Duration.ofNanos(time), this::nextRound);
        return;
      }
      var terms = Try.Terms.ofQuestion(node);
      if (terms != null) {
        if (mayAsk(node)) {
          ask(node, terms);
          return;
        }
        terms.permits(node, Lane.READ).giveBack();
      }
    }
    receiver.unknown(pending);
  }

  /** Whether every node has said that it does not take the question. */
  private boolean nobodyAskable() {
    for (var node : upstream.terms().nodes()) {
      if (place(node) != Place.NEVER) {
        return false;
      }
    }
    return true;
  }

  private boolean takesQuestions(Node node) {
    return (notAskable & 1L << node.index()) == 0;
  }

  private void ask(Node node, Try.Terms terms) {
    var asking = new Try(upstream, node, lookup.method(), terms, this);
    question = asking;
    var body = lookup.body(asking.id(), lost.hash);
    var time = Duration.ofNanos(Math.min(ASK_TIME.toNanos(), remaining()));
    asking.send(node.compose(lost.write.path(), null, body), time, Upstream.IDLE_MAX.toNanos());
  }

  @Override
  public void ended(Try over, Verdict verdict) {
    if (stopped) {
      return;
    }
    question = null;
    var reply = reply(over.node(), verdict);
    if (reply == null) {
      askNext();
    } else {
      receiver.found(reply, over.node());
    }
  }

  /** What the node would have answered; a write that waits has to be answered with its result. */
  private Reply.@Nullable Answered reply(Node node, Verdict verdict) {
    return switch (OtherNodes.finding(verdict)) {
      case RESULT ->
          waits && verdict instanceof Verdict.Good good
              ? new Reply.Answered(good.text())
              : WriteOutcome.acknowledged(lost.hash);
      case PENDING -> waits ? waitOn() : WriteOutcome.acknowledged(lost.hash);
      case NOT_ASKABLE -> {
        notAskable |= 1L << node.index();
        yield null;
      }
      case UNKNOWN, NO_ANSWER -> null;
    };
  }

  /** It was taken: who waits for its result waits as long as the method does. */
  private Reply.@Nullable Answered waitOn() {
    pending = true;
    untilNanos = lost.deadlineNanos;
    return null;
  }

  private long remaining() {
    return untilNanos - now();
  }

  private long now() {
    return upstream.loop().clock().nanos();
  }
}
