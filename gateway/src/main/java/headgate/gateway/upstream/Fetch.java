package headgate.gateway.upstream;

import headgate.chain.method.Lane;
import headgate.chain.method.MethodClass;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.head.HeadView;
import headgate.gateway.outcome.CallEnd;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.outcome.Reply;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.route.NodeCall;
import headgate.gateway.seam.Loop;
import headgate.gateway.upstream.ShownHeights.Place;
import headgate.gateway.upstream.health.Ejection;
import headgate.gateway.upstream.health.TryBudget;
import headgate.gateway.upstream.permit.PermitQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * sent, or a complete answer proves it. After that nothing is replayed: an {@link Inquiry} asks
 * what became of the transaction, and where nobody knows it the caller is told that the outcome is
 * unknown, with the transaction's hash. All tries share the lane's deadline; a single try has its
 * share of it. What a {@link Tally} makes of the failures is told when no try brought an answer. A
 * read that met a kept connection just as its node closed it is not counted as tried: it goes out
 * once more, on a new connection, there or elsewhere.
 *
 * <p>It is always in one state: {@code QUEUED} for a node's permit, {@code TRYING} with at least
 * one try on its way, {@code ASKING} what became of a write, or {@code ENDED}, after which nothing
 * changes and nobody is told.
 */
final class Fetch implements Fetching, Try.Receiver, PermitQueue.Waiting {
  private static final Logger LOG = LoggerFactory.getLogger(Fetch.class);

  /** No call is hedged sooner, however fast its method is. */
  static final Duration HEDGE_LEAST = Duration.ofMillis(2);

  private enum State {
    QUEUED,
    TRYING,
    ASKING,
    ENDED
  }

  private final Upstream upstream;
  private final NodeCall call;
  private final int caller;
  private final Consumer<Reply> receiver;
  private final Lane lane;
  private final LaneConfig laneTerms;
  private final boolean write;
  private final Tally tally;
  private final TryTimes times;
  private final WriteOutcome writes;
  private final long beganNanos;
  private final @Nullable String asksAbout;
  private final List<Try> tries = new ArrayList<>(2);
  private State state = State.QUEUED;
  private long tried;
  private int triesMade;
  private boolean maySendAgain = true;
  private boolean sentBefore;
  private boolean metIdleClose;
  private @Nullable Node askedWithout;
  private @Nullable TryFailure last;
  private @Nullable TryBudget room;
  private Loop.@Nullable Timer hedge;
  private final AheadAnswers ahead;

  Fetch(Upstream upstream, NodeCall call, int caller, Consumer<Reply> receiver) {
    this.upstream = upstream;
    this.call = call;
    this.receiver = receiver;
    var method = call.call().method();
    lane = method.lane();
    laneTerms = upstream.terms().lanes().of(lane);
    write = method.methodClass() == MethodClass.WRITE;
    this.caller = caller;
    writes = new WriteOutcome(upstream, call);
    tally = new Tally(this::charge, upstream.terms().budget());
    times = new TryTimes(call.call().method(), laneTerms);
    beganNanos = now();
    upstream.terms().tryBudgets().called(beganNanos);
    asksAbout = call.call().transaction();
    ahead = new AheadAnswers(upstream.heights());
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
    over();
    return true;
  }

  private void tryNext() {
    state = State.QUEUED;
    if (!maySendAgain) {
      giveUp(CallEnd.WAITED);
    } else if (tally.alike()) {
      giveUp(CallEnd.FAILED_ALIKE);
    } else if (triesMade >= laneTerms.triesMax()) {
      giveUp(CallEnd.TRIES_USED_UP);
    } else if (!mayRetry()) {
      giveUp(CallEnd.BUDGET_USED_UP);
    } else if ((!upstream.queue(lane).empty() || !goOn()) && !upstream.queue(lane).offer(this)) {
      giveUp(CallEnd.QUEUE_FULL);
    }
  }

  /** A first try needs no room in the budget, nor one after a connection that died. */
  private boolean mayRetry() {
    if (last == null || last.outsideBudget() || room != null) {
      return true;
    }
    var retries = upstream.terms().tryBudgets().retries();
    room = retries.tryTake(now()) ? retries : null;
    return room != null;
  }

  /** Called with another call's permit: a bug in this one must not cost that one its end. */
  @Override
  public boolean goOn() {
    try {
      return state == State.ENDED || takeNode();
    } catch (RuntimeException bug) {
      LOG.error("a call could not go on", bug);
      if (state != State.ENDED) {
        end(new Reply.Failed(Failure.of(FailureKind.INTERNAL)));
      }
      return true;
    }
  }

  private boolean takeNode() {
    var remaining = remainingNanos();
    var view = upstream.terms().view().get();
    if (remaining <= 0) {
      giveUp(triesMade == 0 ? CallEnd.NO_PERMIT : CallEnd.DEADLINE);
      return true;
    }
    var wanted = wanted(view);
    var chosen = upstream.choice().take(wanted, now());
    if (chosen != null) {
      tryAt(chosen, remaining);
      return true;
    }
    return switch (upstream.choice().left(wanted, now())) {
      case BUSY -> false;
      case COOLING -> gaveUp(CallEnd.ALL_COOLING);
      case NONE -> gaveUp(CallEnd.NO_NODE_LEFT);
    };
  }

  private NodeChoice.Wanted wanted(HeadView view) {
    var method = call.call().method();
    return new NodeChoice.Wanted(view, call.neededHeight(), method, tried, preferred(view));
  }

  /** Who has taken a transaction is sure to know it. */
  private int preferred(HeadView view) {
    return asksAbout == null ? -1 : upstream.terms().sent().nodeOf(asksAbout, view.servingHeight());
  }

  private long remainingNanos() {
    return laneTerms.deadline().toNanos() - (now() - beganNanos);
  }

  private void tryAt(Node chosen, long remainingNanos) {
    tried |= 1L << chosen.index();
    triesMade++;
    if (triesMade > 1 || metIdleClose) {
      chosen.retried();
    }
    // Once a node did not know the height, the call goes out without it.
    var method = call.call().method().index();
    var pinned = askedWithout == null && call.pinned() && chosen.pins().may(method, now());
    tryAt(chosen, pinned, remainingNanos);
    if (laneTerms.hedge() && triesMade == 1) {
      hedgeLater();
    }
  }

  /** A read that is slower than 19 of 20 is asked of a second node beside the first. */
  private void hedgeLater() {
    var method = call.call().method();
    var slow = upstream.latencies().slowNanos(method.index());
    if (slow > 0 && method.methodClass() == MethodClass.READ && lane == Lane.READ) {
      var after = Math.max(HEDGE_LEAST.toNanos(), slow);
      hedge = upstream.loop().schedule(Duration.ofNanos(after), this::hedge);
    }
  }

  private void hedge() {
    hedge = null;
    var hedges = upstream.terms().tryBudgets().hedges();
    if (tries.isEmpty() || triesMade != 1 || laneTerms.triesMax() < 2 || room != null) {
      return;
    }
    if (hedges.tryTake(now())) {
      room = hedges;
      var second = upstream.choice().take(wanted(upstream.terms().view().get()), now());
      if (second == null) {
        giveBackRoom();
      } else {
        tryAt(second, Math.max(1, remainingNanos()));
      }
    }
  }

  private void tryAt(Node chosen, boolean pinned, long remainingNanos) {
    state = State.TRYING;
    var terms = new Try.Terms(pinned, room);
    room = null;
    var attempt = new Try(upstream, chosen, call.call().method(), terms, this);
    tries.add(attempt);
    var request =
        chosen.compose(call.path(), call.options(), call.body(attempt.id(), attempt.pinned()));
    var last = tally.suspects(TryFailure.STALLED);
    attempt.send(request, times.of(remainingNanos, triesMade, last), times.idleNanosMax());
  }

  @Override
  public void ended(Try over, Verdict verdict) {
    tries.remove(over);
    over.node().health().ejection().ended(caller, now());
    switch (verdict) {
      case Verdict.Good good -> {
        over.sample();
        upstream.latencies().sample(call.call().method().index(), over.nanos());
        if (!asksWithoutHeight(over, good)) {
          learn(over, good);
          answered(over, good);
        }
      }
      case Verdict.Bad bad -> {
        tally.failed(over.node(), bad);
        fellThrough(over, bad.failure());
      }
    }
  }

  /** What a write has done cannot be asked of another node, but its sender waits for its height. */
  private void answered(Try over, Verdict.Good good) {
    var serving = upstream.terms().view().get().servingHeight();
    var place = upstream.heights().place(call, good.text(), serving);
    if (place == Place.AHEAD) {
      maySendAgain &= !write;
      ahead.hold(over.node(), good.text(), reached -> take(over, good, reached || write));
    } else {
      take(over, good, place == Place.SERVED);
    }
  }

  private void take(Try over, Verdict.Good good, boolean served) {
    if (served) {
      tally.close();
      end(
          write
              ? writes.answered(good, over.node(), sentBefore)
              : new Reply.Answered(good.text(), over.pinned()));
    } else {
      tally.failed(over.node(), new Verdict.Bad(TryFailure.NO_BLOCK, null));
      fellThrough(over, TryFailure.NO_BLOCK);
    }
  }

  /** An old node calls a height wrong that it does not know: then the height was ours to blame. */
  private boolean asksWithoutHeight(Try over, Verdict.Good good) {
    var node = over.node();
    if (!over.pinned()
        || !good.blamesCaller()
        || node.pins().shown(call.call().method().index(), now())
        || remainingNanos() <= 0) {
      return false;
    }
    askedWithout = node;
    if (node.permits(lane).tryTake()) {
      tryAt(node, false, remainingNanos());
    } else {
      takeBack(node);
      if (tries.isEmpty()) {
        tryNext();
      }
    }
    return true;
  }

  private void learn(Try over, Verdict.Good good) {
    var method = call.call().method().index();
    if (over.pinned() && !good.blamesCaller()) {
      over.node().pins().answered(method, now());
    } else if (over.node().equals(askedWithout) && good.text().success()) {
      over.node().pins().refused(method, now());
    }
  }

  /** A failure by the node's own doing. */
  private void charge(Node node) {
    var params = call.call().params();
    var failed =
        new Ejection.Failed(params.fingerprint(call.call().method().index()), caller, now());
    if (node.failed(failed, upstream.jitter())) {
      LOG.warn("node {} fails and is left out for a while", node.name());
    }
  }

  private void fellThrough(Try over, TryFailure failure) {
    last = failure;
    over.sampleIfSlow();
    if (failure == TryFailure.NOT_OFFERED) {
      over.node().absent().heard(call.call().method().index(), now());
    }
    maySendAgain =
        (write && !over.sent()) || failure.goesElsewhere(call.call().method().methodClass());
    if (failure == TryFailure.IDLE_CLOSED && maySendAgain && !metIdleClose) {
      metIdleClose = true;
      upstream.connections(over.node(), lane).close();
      takeBack(over.node());
    }
    sentBefore |= over.sent();
    if (write && !maySendAgain) {
      askAfter(over.node());
    } else if (tries.isEmpty() && !ahead.any()) {
      tryNext();
    }
  }

  /** What became of a write that may have been taken. */
  private void askAfter(Node sentTo) {
    tally.close();
    state = State.ASKING;
    writes.ask(sentTo, beganNanos + laneTerms.deadline().toNanos(), this::end);
  }

  /** A try that never reached the node, or asked it what it does not know, counts for nothing. */
  private void takeBack(Node asked) {
    tried &= ~(1L << asked.index());
    triesMade--;
  }

  private boolean gaveUp(CallEnd why) {
    giveUp(why);
    return true;
  }

  private void giveUp(CallEnd why) {
    tally.close();
    end(tally.reply(why));
  }

  /** Tells the end, once; what is still on its way is of no use to anybody. */
  private void end(Reply reply) {
    over();
    receiver.accept(reply);
  }

  private void over() {
    state = State.ENDED;
    tries.forEach(Try::sampleIfSlow);
    tries.forEach(Try::cancel);
    tries.clear();
    ahead.letGo();
    tally.release();
    giveBackRoom();
    if (hedge != null) {
      hedge.cancel();
      hedge = null;
    }
  }

  private void giveBackRoom() {
    if (room != null) {
      room.giveBack();
      room = null;
    }
  }

  private long now() {
    return upstream.loop().clock().nanos();
  }
}
