package headgate.gateway.upstream;

import headgate.chain.error.ErrorMeaning;
import headgate.chain.method.Lane;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.upstream.choice.NodeChoice;
import headgate.gateway.upstream.choice.Wanted;
import headgate.gateway.upstream.choice.Wanted.Need;
import headgate.gateway.upstream.choice.Wanted.Past;
import headgate.gateway.upstream.writes.CopyEnd;
import headgate.gateway.upstream.writes.Resends;
import headgate.gateway.upstream.writes.Resends.Event;
import headgate.gateway.upstream.writes.SignedWrite;
import headgate.gateway.upstream.writes.TransactionLookup.Finding;
import headgate.gateway.upstream.writes.WriteCounts;
import headgate.gateway.upstream.writes.WriteDoor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends transactions to further nodes and asks after them, for one loop, beside the callers: with
 * permits that are free, or kept for questions, or not at all, at nodes that are there for writes
 * and are no fallbacks, and charged to nobody's tries. A node that fails here is not blamed; its
 * probes and the calls of callers judge it.
 */
final class OtherNodes implements WriteDoor {
  /** Nodes that are asked for one transaction at one height. */
  private static final int ASKED_MAX = 3;

  /** How often a loop looks whether there is a new block, while it looks after a transaction. */
  static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final Upstream upstream;
  private final WriteCounts counts;
  private final Resends resends;
  private @Nullable OtherNodes after;
  private boolean looking;

  OtherNodes(Upstream upstream) {
    this.upstream = upstream;
    counts = upstream.terms().writes().counts();
    resends = new Resends(this, upstream.terms().writes(), upstream.terms().budget());
  }

  /**
   * Sends a transaction to as many others as the operator wants.
   *
   * @param first the node that was sent it
   * @param longest how long one may take
   * @param ended told the end of each that was sent, possibly before this returns
   * @return how many were sent
   */
  int copy(SignedWrite write, Node first, Duration longest, BiConsumer<Node, CopyEnd> ended) {
    var tried = 1L << first.index();
    var sent = 0;
    for (var left = upstream.terms().writes().config().fanOut() - 1; left > 0; left--) {
      var view = upstream.terms().view().get();
      var wanted = new Wanted(view, -1, write.method(), tried, -1, Past.NONE, Need.SPARE);
      var roomy = !upstream.terms().budget().over80();
      var node = roomy ? upstream.choice().take(wanted, now()) : null;
      if (node == null) {
        if (!roomy || upstream.choice().left(wanted, now()) != NodeChoice.Left.NONE) {
          counts.copied(CopyEnd.NO_ROOM);
        }
        break;
      }
      tried |= 1L << node.index();
      sent++;
      send(
          node,
          write,
          longest,
          end -> {
            counts.copied(end);
            ended.accept(node, end);
          });
    }
    return sent;
  }

  /**
   * A transaction was acknowledged: it is looked after until it is in a block.
   *
   * @param caller a number by which its sender is told from others
   */
  void keep(SignedWrite write, Node taker, int caller) {
    var keeper = keeper();
    keeper.acknowledged(write, keeper.upstream.placeOf(taker.number()), caller);
  }

  /** Who looks after transactions now: this, or who has taken over from it. */
  private OtherNodes keeper() {
    var keeper = this;
    while (keeper.after != null) {
      keeper = keeper.after;
    }
    return keeper;
  }

  private void acknowledged(SignedWrite write, int taker, int caller) {
    var height = upstream.terms().view().get().servingHeight();
    resends.on(new Event.Acknowledged(write, taker, caller, height));
    lookLater();
  }

  /** Looks after what another upstream has looked after, and will be told. */
  void takeOver(OtherNodes before) {
    before.after = this;
    var nodes = before.upstream.terms().nodes();
    resends.takeOver(
        before.resends, taker -> taker < 0 ? -1 : upstream.placeOf(nodes.get(taker).number()));
    lookLater();
  }

  /** Looks after nothing any more. */
  void forget() {
    resends.forget();
  }

  private void lookLater() {
    if (!looking && !resends.empty()) {
      looking = true;
      upstream.loop().schedule(LOOK_EVERY, this::look);
    }
  }

  private void look() {
    looking = false;
    try {
      resends.on(new Event.Reached(upstream.terms().view().get().servingHeight()));
    } finally {
      lookLater();
    }
  }

  @Override
  public List<Integer> toAsk(int taker) {
    var view = upstream.terms().view().get();
    var others = new ArrayList<Integer>();
    for (var node : upstream.terms().nodes()) {
      var forWrites = node.duty().is(NodeRole.PRIMARY, Lane.WRITE);
      var askable = node.index() == taker || node.duty().lanes().contains(Lane.READ);
      if (forWrites && askable && view.nodes().get(node.index()).serves(view.servingHeight())) {
        others.add(node.index());
      }
    }
    Collections.rotate(others, (int) (upstream.jitter() * others.size()));
    if (others.removeIf(node -> node == taker)) {
      others.addFirst(taker);
    }
    return others.size() > ASKED_MAX ? List.copyOf(others.subList(0, ASKED_MAX)) : others;
  }

  @Override
  public boolean ask(int index, SignedWrite write, Consumer<Finding> heard) {
    var lookup = upstream.lookup();
    var node = upstream.terms().nodes().get(index);
    var terms = lookup == null ? null : Try.Terms.ofQuestion(node);
    if (lookup == null || terms == null) {
      return false;
    }
    var question =
        new Try(
            upstream,
            node,
            lookup.method(),
            terms,
            (_, verdict) -> heard.accept(finding(verdict, lookup.showsBlock())));
    var body = lookup.body(question.id(), write.hash());
    var request = node.compose(write.path(), null, body);
    question.send(request, Inquiry.ASK_TIME, Upstream.IDLE_MAX.toNanos());
    return true;
  }

  @Override
  public void send(int index, SignedWrite write, Consumer<CopyEnd> ended) {
    var node = upstream.terms().nodes().get(index);
    var roomy = !upstream.terms().budget().over80();
    if (roomy && node.permits(write.method().lane()).tryTake()) {
      send(
          node,
          write,
          write.method().deadline(),
          end -> {
            counts.resent(end);
            ended.accept(end);
          });
    } else {
      counts.resent(CopyEnd.NO_ROOM);
      ended.accept(CopyEnd.NO_ROOM);
    }
  }

  /** With the node's permit, which is given back at the end. */
  private void send(Node node, SignedWrite write, Duration longest, Consumer<CopyEnd> ended) {
    var budget = upstream.terms().budget();
    budget.take(write.bytes());
    var copy =
        new Try(
            upstream,
            node,
            write.method(),
            Try.Terms.ASIDE,
            (_, verdict) -> {
              budget.giveBack(write.bytes());
              ended.accept(end(verdict));
            });
    var request = node.compose(write.path(), null, write.body(copy.id()));
    copy.send(request, longest, Upstream.WRITE_IDLE_MAX.toNanos());
  }

  private static CopyEnd end(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Good good when good.text().success() -> CopyEnd.ACCEPTED;
      case Verdict.Good good when good.means() == ErrorMeaning.ACCEPTED -> CopyEnd.DUPLICATE;
      case Verdict.Good good when good.means() == ErrorMeaning.ANSWER -> CopyEnd.REFUSED;
      case Verdict.Good _ -> CopyEnd.REFUSED_HERE;
      case Verdict.Bad bad -> bad.text() == null ? CopyEnd.FAILED : CopyEnd.REFUSED_HERE;
    };
  }

  /** What a node's answer says of the transaction that it was asked for. */
  static Finding finding(Verdict verdict) {
    return finding(verdict, false);
  }

  private static Finding finding(Verdict verdict, boolean showsBlock) {
    return switch (verdict) {
      case Verdict.Good good when good.text().nothing() -> Finding.UNKNOWN;
      case Verdict.Good good when good.text().success() ->
          showsBlock && good.text().shownHeight() < 0 ? Finding.PENDING : Finding.RESULT;
      case Verdict.Good good -> finding(good.means());
      case Verdict.Bad bad ->
          bad.failure() == TryFailure.NOT_OFFERED ? Finding.NOT_ASKABLE : Finding.NO_ANSWER;
    };
  }

  private static Finding finding(@Nullable ErrorMeaning meaning) {
    if (meaning == null) {
      return Finding.NO_ANSWER;
    }
    return switch (meaning) {
      case NOT_YET -> Finding.PENDING;
      case NOT_FOUND -> Finding.UNKNOWN;
      case CALLER -> Finding.NOT_ASKABLE;
      case ANSWER, NO_BLOCK, PRUNED, NOT_OFFERED, ELSEWHERE, NODE, ACCEPTED, WAIT_ENDED ->
          Finding.NO_ANSWER;
    };
  }

  private long now() {
    return upstream.loop().clock().nanos();
  }
}
