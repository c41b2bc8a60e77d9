package headgate.gateway.upstream;

import headgate.chain.method.MethodClass;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.head.HeadView;
import headgate.gateway.observe.tries.FurtherTry;
import headgate.gateway.outcome.CallEnd;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.outcome.TryRecord;
import headgate.gateway.route.NodeCall;
import headgate.gateway.upstream.choice.Wanted;
import headgate.gateway.upstream.health.TryBudget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call has tried so far, and from that whether it may have another try, of whom, and where
 * the room for it comes from.
 *
 * <p>Nothing is sent from here. Each node is tried once, but that one which lacks a block that is
 * served is asked again a moment later; a try that never reached its node, or asked it what it does
 * not know, is taken back. A first try needs no room in a budget, nor one after a connection that
 * died; any other takes some, which goes with the try that is made of it.
 */
final class TriesOfCall {
  /** So long after it lacked a block that is served a node may be asked for it once more. */
  static final long LACKED_NANOS = 100_000_000;

  private final Upstream upstream;
  private final NodeCall call;
  private final boolean write;
  private final @Nullable String asksAbout;
  private final List<Try> all = new ArrayList<>(2);
  private int most;
  private long tried;
  private long lacking;
  private long lackedNanos;
  private int count;
  private boolean maySendAgain = true;
  private boolean sentBefore;
  private boolean metIdleClose;
  private boolean allLost = true;
  private boolean metPruned;
  private @Nullable TryFailure last;
  private @Nullable TryBudget room;

  TriesOfCall(Upstream upstream, NodeCall call, LaneConfig terms) {
    this.upstream = upstream;
    this.call = call;
    most = terms.triesMax();
    write = call.call().method().methodClass() == MethodClass.WRITE;
    asksAbout = call.call().transaction();
  }

  /** How many count. */
  int count() {
    return count;
  }

  /** Whether the call may be sent again, whatever else stands against it. */
  boolean maySendAgain() {
    return maySendAgain;
  }

  /** Whether a byte of the call may have left with a try that is over. */
  boolean sentBefore() {
    return sentBefore;
  }

  /** The call was answered in a way that it must not be sent once more. */
  void answeredForGood() {
    maySendAgain = false;
  }

  /**
   * Why the call is not tried once more, null where it is: then room was taken for it, as far as
   * that is needed.
   *
   * @param alike whether two nodes have failed alike
   * @param young whether it may wait for a node that is almost there
   */
  @Nullable CallEnd forbidden(boolean alike, boolean young, long nowNanos) {
    if (!maySendAgain) {
      return CallEnd.WAITED;
    }
    if (alike) {
      return CallEnd.FAILED_ALIKE;
    }
    if (count >= most && !mayFallBack() && !waitsForBlock(young)) {
      return CallEnd.TRIES_USED_UP;
    }
    if (last == TryFailure.NO_BLOCK && aheadOfAll(upstream.terms().view().get())) {
      // Whoever polls for the next block is told at once that it is not there.
      return CallEnd.NO_NODE_LEFT;
    }
    return hasRoom(nowNanos) ? null : CallEnd.BUDGET_USED_UP;
  }

  /** Whether a node has lacked a block that is served, so that it is worth to ask it again. */
  boolean lacks() {
    return lacking != 0;
  }

  /** Whether it has to wait until nodes may have a block that they lacked. */
  boolean waitsForBlock(boolean young) {
    return young && lacking != 0 && count >= most;
  }

  /**
   * Nodes that lacked a block may be asked once more after a while. It is served, so it will be
   * there in a moment; that of a node which is no longer configured is told by nobody else.
   */
  void forgiveLacking(long nowNanos) {
    if (lacking != 0 && nowNanos - lackedNanos >= LACKED_NANOS) {
      tried &= ~lacking;
      most += Long.bitCount(lacking);
      lacking = 0;
    }
  }

  /** One more try, of a fallback: whoever was asked is gone, and more than are tried may be. */
  private boolean mayFallBack() {
    return count == most && allLost && upstream.terms().fallbacks().exist();
  }

  private boolean hasRoom(long nowNanos) {
    return last == null
        || last.outsideBudget()
        || room != null
        || tookRoom(upstream.terms().tryBudgets().retries(), nowNanos);
  }

  /** Takes room for a second try beside the first, which is on its way; false where none is. */
  boolean mayHedge(long nowNanos) {
    return count == 1
        && most > 1
        && !askedTaker()
        && room == null
        && tookRoom(upstream.terms().tryBudgets().hedges(), nowNanos);
  }

  private boolean tookRoom(TryBudget budget, long nowNanos) {
    room = budget.tryTake(nowNanos) ? budget : null;
    return room != null;
  }

  /** The terms of the next try, which takes the room that there is along. */
  Try.Terms terms(boolean pinned) {
    var terms = new Try.Terms(pinned, takesHedgeRoom(), room, false);
    room = null;
    return terms;
  }

  /** No try is made of the room. */
  void giveBackRoom() {
    if (room != null) {
      room.giveBack();
      room = null;
    }
  }

  /** What the next node has to be. */
  Wanted wanted(HeadView view, Wanted.Need need) {
    return new Wanted(
        view,
        needed(view),
        call.call().method(),
        tried,
        preferred(view),
        new Wanted.Past(call.namedHeight(), metPruned),
        count < most ? pressing(need) : Wanted.Need.BEYOND);
  }

  /** Whoever polls for the next block and was told that it is not there waits for nobody. */
  private Wanted.Need pressing(Wanted.Need need) {
    var told = last == TryFailure.NO_BLOCK && namesHigher();
    return told && need == Wanted.Need.YOUNG ? Wanted.Need.PRESSING : need;
  }

  /** A named height that is not served yet is asked of those who have reported it, if any has. */
  private long needed(HeadView view) {
    return namesHigher() && reported(call.namedHeight(), view)
        ? call.namedHeight()
        : call.neededHeight();
  }

  /** Whether the caller names a height that is not served yet. */
  private boolean namesHigher() {
    return call.namedHeight() > call.neededHeight();
  }

  /** Whether the caller names a height that nobody has reported. */
  private boolean aheadOfAll(HeadView view) {
    return namesHigher() && !reported(call.namedHeight(), view);
  }

  /** A fallback or an archive that is ahead for a moment is no reason to go there. */
  private boolean reported(long height, HeadView view) {
    return upstream.terms().nodes().stream()
        .filter(node -> node.duty().is(NodeRole.PRIMARY, call.call().method().lane()))
        .anyMatch(node -> view.nodes().get(node.index()).serves(height));
  }

  /** Nobody else is asked beside who has taken the transaction: what others say counts less. */
  private boolean askedTaker() {
    var taker = taker();
    return taker >= 0 && (tried & 1L << taker) != 0;
  }

  /** Whether another node has taken the transaction which a node does not know. */
  boolean otherTook(Node node) {
    var taker = taker();
    return taker >= 0 && taker != node.index();
  }

  private int taker() {
    return preferred(upstream.terms().view().get());
  }

  /** Who has taken a transaction is sure to know it. */
  private int preferred(HeadView view) {
    return asksAbout == null ? -1 : upstream.takerOf(asksAbout, view);
  }

  /** A node is tried. */
  void chose(Node node) {
    tried |= 1L << node.index();
    count++;
    if (count > 1 || metIdleClose) {
      node.retried();
      upstream.terms().tryBudgets().further(whyFurther());
    }
  }

  private FurtherTry whyFurther() {
    if (takesHedgeRoom()) {
      return FurtherTry.HEDGE;
    }
    var died = last != null && last.outsideBudget();
    return died ? FurtherTry.CONNECTION : FurtherTry.FAILURE;
  }

  private boolean takesHedgeRoom() {
    return upstream.terms().tryBudgets().hedges().equals(room);
  }

  /** A try is on its way. */
  void began(Try attempt) {
    all.add(attempt);
  }

  /** A try failed; returns whether it met a kept connection just as its node closed it. */
  boolean failed(Try over, TryFailure failure, long nowNanos) {
    last = failure;
    if (failure == TryFailure.NO_BLOCK && !write && !namesHigher()) {
      lacking |= 1L << over.node().index();
      lackedNanos = nowNanos;
    }
    allLost &= failure.outsideBudget();
    metPruned |= failure == TryFailure.PRUNED;
    maySendAgain =
        (write && !over.sent()) || failure.goesElsewhere(call.call().method().methodClass());
    sentBefore |= over.sent();
    var again = failure == TryFailure.IDLE_CLOSED && maySendAgain && !metIdleClose;
    if (again) {
      metIdleClose = true;
      takeBack(over.node());
    }
    return again;
  }

  /** The try at a node does not count. */
  void takeBack(Node asked) {
    tried &= ~(1L << asked.index());
    count--;
  }

  /** All of them, also those that do not count, in the order in which they were made. */
  List<TryRecord> records() {
    return all.stream().map(Try::asRecord).toList();
  }
}
