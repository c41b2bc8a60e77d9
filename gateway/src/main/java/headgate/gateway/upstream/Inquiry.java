package headgate.gateway.upstream;

import headgate.chain.method.Lane;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.outcome.Reply;
import headgate.gateway.route.NodeCall;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks after a write whose answer was lost: first the node that was sent it, then the others, by
 * the transaction's hash, in rounds until one knows it or the write's deadline has passed.
 *
 * <p>Nothing is sent again. That nobody knows the transaction proves nothing, since the node may
 * still take it, so only what was found is ever told as an outcome.
 */
final class Inquiry implements Try.Receiver {
  /** How long one node may take to say whether it knows the transaction. */
  static final Duration ASK_TIME = Duration.ofSeconds(1);

  /** How long after a round in vain the next one begins. */
  static final Duration PAUSE = Duration.ofMillis(500);

  /** Who waits for the end of the inquiry; told exactly once. */
  interface Receiver {
    /** The transaction is known to a node, and this is what its sender is told. */
    void found(Reply reply, Node knowing);

    /** The time is over. */
    void unknown();
  }

  private final Upstream upstream;
  private final TransactionLookup lookup;
  private final NodeCall write;
  private final String hash;
  private final Node sentTo;
  private final long untilNanos;
  private final Receiver receiver;
  private final ArrayDeque<Node> toAsk = new ArrayDeque<>();

  private Inquiry(
      Upstream upstream, TransactionLookup lookup, Lost lost, String hash, Receiver receiver) {
    this.upstream = upstream;
    this.lookup = lookup;
    this.hash = hash;
    this.receiver = receiver;
    write = lost.write;
    sentTo = lost.sentTo;
    untilNanos = lost.untilNanos;
  }

  /**
   * A write whose answer was lost.
   *
   * @param write the write
   * @param sentTo the node that may have taken it
   * @param untilNanos its deadline, on the loop's clock
   */
  record Lost(NodeCall write, Node sentTo, long untilNanos) {}

  /** Begins to ask; false where the transaction has no name, or the chain has no question. */
  static boolean begin(Upstream upstream, Lost lost, Receiver receiver) {
    var lookup = upstream.lookup();
    var hash = lookup == null ? null : upstream.terms().hashing().hash(lost.write.call());
    if (lookup == null || hash == null) {
      return false;
    }
    new Inquiry(upstream, lookup, lost, hash, receiver).nextRound();
    return true;
  }

  private void nextRound() {
    var standings = upstream.terms().view().get().nodes();
    for (var node : upstream.terms().nodes()) {
      var standing = standings.get(node.index());
      if (node.equals(sentTo)) {
        if (mayKnow(standing.state())) {
          toAsk.addFirst(node);
        }
      } else if (standing.serves(-1) && node.duty().role() == NodeRole.PRIMARY) {
        toAsk.addLast(node);
      }
    }
    addFallbacks(standings);
    askNext();
  }

  /** After all others, as far as they may get another call. */
  private void addFallbacks(List<NodeStanding> standings) {
    for (var node : upstream.terms().nodes()) {
      if (node.duty().role() == NodeRole.FALLBACK
          && !node.equals(sentTo)
          && standings.get(node.index()).serves(-1)) {
        toAsk.addLast(node);
      }
    }
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
    while (remaining() > 0) {
      var node = toAsk.poll();
      if (node == null) {
        var pause = Math.min(PAUSE.toNanos(), remaining());
        upstream.loop().schedule(Duration.ofNanos(pause), this::nextRound);
        return;
      }
      if (node.permits(Lane.READ).tryTake()) {
        if (mayAsk(node)) {
          ask(node);
          return;
        }
        node.permits(Lane.READ).giveBack();
      }
    }
    receiver.unknown();
  }

  private void ask(Node node) {
    var question =
        new Try(upstream, node, lookup.method(), new Try.Terms(false, false, null), this);
    var body = lookup.body(question.id(), hash);
    var time = Duration.ofNanos(Math.min(ASK_TIME.toNanos(), remaining()));
    question.send(node.compose(write.path(), null, body), time, Upstream.IDLE_MAX.toNanos());
  }

  @Override
  public void ended(Try over, Verdict verdict) {
    var reply = reply(verdict);
    if (reply == null) {
      askNext();
    } else {
      receiver.found(reply, over.node());
    }
  }

  /** What the node would have answered; a write that waits has to be answered with its result. */
  private @Nullable Reply reply(Verdict verdict) {
    var waits = write.call().method().lane() == Lane.WAIT;
    return switch (TransactionLookup.finding(verdict)) {
      case RESULT ->
          waits && verdict instanceof Verdict.Good good
              ? new Reply.Answered(good.text())
              : WriteOutcome.acknowledged(hash);
      case PENDING -> waits ? null : WriteOutcome.acknowledged(hash);
      case UNKNOWN, NO_ANSWER -> null;
    };
  }

  private long remaining() {
    return untilNanos - upstream.loop().clock().nanos();
  }
}
