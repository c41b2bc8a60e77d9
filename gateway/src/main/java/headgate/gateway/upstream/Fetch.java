package headgate.gateway.upstream;

import headgate.chain.method.Lane;
import headgate.chain.method.MethodClass;
import headgate.chain.method.MethodProfile;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.observe.tries.FurtherTry;
import headgate.gateway.outcome.CallEnd;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.outcome.Reply;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.outcome.TryRecord;
import headgate.gateway.route.NodeCall;
import headgate.gateway.upstream.ShownHeights.Place;
import headgate.gateway.upstream.choice.Wanted;
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

  /** How long a primary is waited for that is almost at the needed height. */
  static final Duration PATIENCE = Duration.ofMillis(500);

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
  private final MethodProfile method;
  private final Lane lane;
  private final LaneConfig laneTerms;
  private final boolean write;
  private final Tally tally;
  private final TryTimes times;
  private final TriesOfCall tries;
  private final Hedge hedge;
  private final PinDoubt doubt;
  private final long beganNanos;
  private final List<Try> onTheirWay = new ArrayList<>(2);
  private State state = State.QUEUED;
  private @Nullable AheadAnswers ahead;
  private @Nullable WriteOutcome writes;

  Fetch(Upstream upstream, NodeCall call, int caller, Consumer<Reply> receiver) {
    this.upstream = upstream;
    this.call = call;
    this.caller = caller;
    this.receiver = receiver;
    method = call.call().method();
    lane = method.lane();
    laneTerms = upstream.terms().lanes().of(lane);
    write = method.methodClass() == MethodClass.WRITE;
    tally = new Tally(this::charge, upstream.terms().budget());
    times = new TryTimes(method, laneTerms);
    tries = new TriesOfCall(upstream, call, laneTerms);
    hedge = new Hedge(upstream, method, this::hedge);
    doubt = new PinDoubt(call);
    beganNanos = now();
    upstream.terms().tryBudgets().called(beganNanos);
  }

  void start() {
    tryNext();
  }

  @Override
  public boolean cancel() {
    if (state == State.ENDED || (write && (call.call().notification() || mayHaveLeft()))) {
      return false;
    }
    upstream.queue(lane).leave(this);
    over();
    return true;
  }

  private boolean mayHaveLeft() {
    return !tries.maySendAgain() || onTheirWay.stream().anyMatch(Try::sent);
  }

  @Override
  public List<TryRecord> tries() {
    return tries.records();
  }

  private void tryNext() {
    state = State.QUEUED;
    var forbidden = tries.forbidden(tally.alike(), young(), now());
    if (forbidden != null) {
      giveUp(forbidden);
    } else if ((!upstream.queue(lane).empty() || !goOn()) && !upstream.queue(lane).offer(this)) {
      giveUp(CallEnd.QUEUE_FULL);
    }
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

  @Override
  public boolean overdue() {
    return remainingNanos() <= 0;
  }

  private boolean takeNode() {
    var remaining = remainingNanos();
    if (remaining <= 0) {
      return giveUp(tries.count() == 0 ? CallEnd.NO_PERMIT : CallEnd.DEADLINE);
    }
    tries.forgiveLacking(now());
    if (tries.waitsForBlock(young())) {
      return false;
    }
    var wanted = tries.wanted(upstream.terms().view().get(), need());
    var chosen = upstream.choice().take(wanted, now());
    if (chosen != null) {
      tryAt(chosen, remaining);
      return true;
    }
    return switch (upstream.choice().left(wanted, now())) {
      case BUSY -> false;
      case COOLING -> giveUp(CallEnd.ALL_COOLING);
      case OVER_CAP -> overCap();
      case NONE -> !(young() && tries.lacks()) && giveUp(CallEnd.NO_NODE_LEFT);
    };
  }

  private boolean overCap() {
    upstream.terms().fallbacks().refused();
    return giveUp(CallEnd.FALLBACK_CAP);
  }

  private Wanted.Need need() {
    return young() ? Wanted.Need.YOUNG : Wanted.Need.PRESSING;
  }

  private boolean young() {
    return now() - beganNanos < PATIENCE.toNanos();
  }

  private long remainingNanos() {
    return laneTerms.deadline().toNanos() - (now() - beganNanos);
  }

  private void tryAt(Node chosen, long remainingNanos) {
    tries.chose(chosen);
    ask(chosen, doubt.pinned(chosen, now()), remainingNanos);
    if (tries.count() == 1) {
      upstream.terms().served().served(lane, method.weight(), now() - beganNanos);
      hedge.await();
    }
  }

  private void hedge() {
    if (onTheirWay.isEmpty() || !tries.mayHedge(now())) {
      return;
    }
    var wanted = tries.wanted(upstream.terms().view().get(), Wanted.Need.SPARE);
    var second = upstream.choice().take(wanted, now());
    if (second == null) {
      tries.giveBackRoom();
    } else {
      tryAt(second, Math.max(1, remainingNanos()));
    }
  }

  private void ask(Node chosen, boolean pinned, long remainingNanos) {
    state = State.TRYING;
    var attempt = new Try(upstream, chosen, method, tries.terms(pinned), this);
    onTheirWay.add(attempt);
    tries.began(attempt);
    var body = call.body(attempt.id(), pinned);
    var request = chosen.compose(call.path(), call.options(), body);
    var stalled = tally.suspects(TryFailure.STALLED);
    attempt.send(request, times.of(remainingNanos, tries.count(), stalled), times.idleNanosMax());
  }

  @Override
  public void ended(Try over, Verdict verdict) {
    onTheirWay.remove(over);
    over.node().health().ejection().ended(caller, now());
    switch (verdict) {
      case Verdict.Good good -> {
        over.sample();
        over.node().absent().answered(method.index());
        upstream.latencies().sample(method.index(), over.nanos());
        if (good.unknown() && tries.otherTook(over.node())) {
          fellThrough(over, new Verdict.Bad(TryFailure.NODE_CANNOT, good.text()));
        } else if (!asksWithoutHeight(over, good)) {
          doubt.learn(over, good, now());
          answered(over, good.with(upstream.heights().shown(call, good.text())));
        }
      }
      case Verdict.Bad bad -> fellThrough(over, bad);
    }
  }

  /** What a write has done cannot be asked of another node, but its sender waits for its height. */
  private void answered(Try over, Verdict.Good good) {
    var serving = upstream.terms().view().get().servingHeight();
    var place = upstream.heights().place(call, good.text(), serving);
    if (place == Place.AHEAD) {
      if (write) {
        tries.answeredForGood();
      }
      ahead().hold(over.node(), call, good.text(), reached -> take(over, good, reached || write));
    } else {
      take(over, good, place == Place.SERVED);
    }
  }

  private void take(Try over, Verdict.Good good, boolean served) {
    if (served) {
      tally.close();
      upstream.learn(call, good);
      if (write && writes().waitsOn(good, tries.sentBefore())) {
        askAfter(over.node());
        return;
      }
      if (over.hedge()) {
        upstream.terms().tryBudgets().hedgeWon();
      }
      end(
          write
              ? writes().answered(good, over.node(), tries.sentBefore())
              : new Reply.Answered(good.text(), over.pinned()));
    } else {
      fellThrough(over, new Verdict.Bad(TryFailure.NO_BLOCK, null));
    }
  }

  private boolean asksWithoutHeight(Try over, Verdict.Good good) {
    var node = over.node();
    if (remainingNanos() <= 0 || !doubt.raisedBy(over, good, now())) {
      return false;
    }
    doubt.asksWithout(node);
    if (node.permits(lane).tryTake()) {
      upstream.terms().tryBudgets().further(FurtherTry.HEIGHT);
      ask(node, false, remainingNanos());
    } else {
      tries.takeBack(node);
      if (onTheirWay.isEmpty()) {
        tryNext();
      }
    }
    return true;
  }

  private void fellThrough(Try over, Verdict.Bad bad) {
    var failure = bad.failure();
    tally.failed(over.node(), call.asksForHead() ? bad.withoutOurHeight() : bad);
    over.sampleIfSlow();
    if (failure == TryFailure.NOT_OFFERED) {
      over.node().absent().heard(method.index(), now());
    }
    if (failure == TryFailure.PRUNED && call.namedHeight() >= 0) {
      over.node().pruned().heard(call.namedHeight(), now());
    }
    if (tries.failed(over, failure, now())) {
      upstream.connections(over.node(), lane).close();
    }
    if (write && !tries.maySendAgain()) {
      askAfter(over.node());
    } else if (onTheirWay.isEmpty() && (ahead == null || !ahead.any())) {
      tryNext();
    }
  }

  /** What became of a write that may have been taken. */
  private void askAfter(Node sentTo) {
    tally.close();
    state = State.ASKING;
    writes().ask(sentTo, beganNanos + laneTerms.deadline().toNanos(), this::end);
  }

  /** Always true: the call does not wait any longer. */
  private boolean giveUp(CallEnd why) {
    tally.close();
    end(tally.reply(why));
    return true;
  }

  /** Tells the end, once; what is still on its way is of no use to anybody. */
  private void end(Reply reply) {
    over();
    receiver.accept(reply);
  }

  private void over() {
    state = State.ENDED;
    onTheirWay.forEach(Try::sampleIfSlow);
    onTheirWay.forEach(Try::cancel);
    onTheirWay.clear();
    if (ahead != null) {
      ahead.letGo();
    }
    tally.release();
    tries.giveBackRoom();
    hedge.callOff();
  }

  private void charge(Node node) {
    upstream.charge(node, call.call(), caller);
  }

  /** Of a read that is ahead of the serving height: few are. */
  private AheadAnswers ahead() {
    if (ahead == null) {
      ahead = new AheadAnswers(upstream.heights());
    }
    return ahead;
  }

  private WriteOutcome writes() {
    if (writes == null) {
      writes = new WriteOutcome(upstream, call, caller);
    }
    return writes;
  }

  private long now() {
    return upstream.loop().clock().nanos();
  }
}
