package headgate.gateway;

import headgate.chain.method.Lane;
import headgate.gateway.admit.Admission;
import headgate.gateway.admit.CallDoor;
import headgate.gateway.cache.FlightKey;
import headgate.gateway.cache.Flights;
import headgate.gateway.cache.Lookup;
import headgate.gateway.cache.LoopCache;
import headgate.gateway.decompose.Call;
import headgate.gateway.decompose.Decomposed;
import headgate.gateway.decompose.Decomposer;
import headgate.gateway.decompose.Item;
import headgate.gateway.head.Sight;
import headgate.gateway.listen.Exchange;
import headgate.gateway.observe.Outcome;
import headgate.gateway.observe.access.LoopAccess;
import headgate.gateway.observe.access.RequestAccess;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.outcome.Reply;
import headgate.gateway.overload.Shedder.Kept;
import headgate.gateway.recombine.Recombiner;
import headgate.gateway.route.NodeCall;
import headgate.gateway.route.RoutePlan;
import headgate.gateway.route.Router;
import headgate.gateway.story.RequestStory;
import headgate.gateway.upstream.Fetching;
import headgate.gateway.upstream.Upstream;
import headgate.jsonrpc.EnvelopeFault;
import headgate.jsonrpc.RequestId;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The walk of a request: decompose, admit, route, look up, fetch, recombine.
 *
 * <p>One pipeline serves one network on one loop; nothing in it waits. {@link #serve} and {@link
 * #serveCall} are the whole story, the rest are its words.
 */
final class RequestPipeline {
  private static final Logger LOG = LoggerFactory.getLogger(RequestPipeline.class);
  private static final int BATCH_FETCHES_MAX = 8;

  private final Decomposer decomposer;
  private final CallDoor door;
  private final Router router;
  private final LoopCache cache;
  private final Flights flights;
  private final Upstream upstream;
  private final HeightGate heights;
  private final CallRecorder recorder;
  private final CallRecorder unheard = CallRecorder.unheard();
  private final Function<Exchange, RequestAccess> accesses;
  private final Function<Exchange, @Nullable RequestStory> stories;
  private final ForwardedOptions options;
  private final ResponseFields.Usual usual = new ResponseFields.Usual();
  private final long answerBytesMax;

  RequestPipeline(NetworkOnLoop parts) {
    decomposer = parts.decomposer();
    door = parts.callDoor();
    router = new Router(parts.terms());
    cache = parts.cache();
    flights = parts.flights();
    upstream = parts.upstream();
    heights =
        new HeightGate(parts.head(), parts.refresh(), parts.waits(), parts.terms().frozen(), door);
    recorder = parts.recorder();
    accesses = parts.access();
    stories = parts.stories();
    options = parts.options();
    answerBytesMax = parts.answerBytesMax();
  }

  void serve(Exchange exchange) {
    serve(exchange, stories.apply(exchange));
  }

  /** The same, and what happens is told to a story, which may end it before a node is asked. */
  void serve(Exchange exchange, @Nullable RequestStory story) {
    if (door.judgeBody(exchange.client(), exchange.bodyLength())
        instanceof Admission.Refused(var why)) {
      reception(exchange, 1, false, story).refuse(0, why, RequestId.NULL);
      return;
    }
    var api = exchange.door().api();
    switch (decomposer.decompose(exchange.body(), exchange.bodyLength(), api)) {
      case Decomposed.Refused refused ->
          refuse(reception(exchange, 1, false, story), 0, refused.fault(), RequestId.NULL);
      case Decomposed.Single single ->
          enter(reception(exchange, 1, false, story), List.of(single.item()));
      case Decomposed.Batch batch ->
          enter(reception(exchange, batch.items().size(), true, story), batch.items());
    }
  }

  private RoutePlan plan(Exchange exchange, Call call, Sight sight) {
    return router.plan(call, sight, exchange.door().path(), options.of(call, exchange));
  }

  private Reception reception(
      Exchange exchange, int items, boolean batch, @Nullable RequestStory story) {
    var ends = ends(exchange, story);
    if (batch) {
      ends.batch(items);
    }
    var fields = new ResponseFields(batch, exchange.loop().clock(), usual, ends.field());
    var recombiner =
        batch
            ? Recombiner.batch(exchange.sink(), items, answerBytesMax)
            : Recombiner.single(exchange.sink());
    recombiner.with(story == null ? fields::lines : () -> fields.lines() + story.field());
    return new Reception(exchange, recombiner, ends, fields);
  }

  /** What is only planned is nobody's call, and not counted as one. */
  private CallEnds ends(Exchange exchange, @Nullable RequestStory story) {
    var loop = exchange.loop();
    return story != null && story.plansOnly()
        ? new CallEnds(unheard, LoopAccess.OFF.request(exchange.client().address()), loop, story)
        : new CallEnds(recorder, accesses.apply(exchange), loop, story);
  }

  /** The head is read once, for all calls of the request, as soon as it can be trusted. */
  private void enter(Reception reception, List<Item> items) {
    heights.pass(
        reception.exchange(),
        items,
        sight -> {
          try {
            serveItems(reception, items, sight);
          } catch (RuntimeException bug) {
            LOG.error("a request could not be served", bug);
            reception.exchange().sink().abort();
          }
        });
  }

  private void serveItems(Reception reception, List<Item> items, Sight sight) {
    reception.sees(sight, router.end(sight.view()));
    var turns = new Turns(BATCH_FETCHES_MAX);
    for (var index = 0; index < items.size(); index++) {
      switch (items.get(index)) {
        case Item.Malformed bad -> refuse(reception, index, bad.fault(), bad.id());
        case Item.Refused(var id, var why) ->
            reception.refuse(index, atRate(reception, Failure.of(why)), id);
        case Item.Known known -> {
          var slot = reception.slot(index, known.call());
          // A bug costs its own call an error, and no other call of the batch its answer.
          slot.carefully(() -> serveCall(slot, sight, turns));
        }
      }
    }
  }

  /** Also what is wrong with a request is told at its client's rate. */
  private void refuse(Reception reception, int item, EnvelopeFault fault, RequestId id) {
    switch (door.judgeNonsense(reception.exchange().client())) {
      case Admission.Admitted _ -> reception.refuse(item, fault, id);
      case Admission.Refused(var why) -> reception.refuse(item, why, id);
    }
  }

  private Failure atRate(Reception reception, Failure failure) {
    return switch (door.judgeNonsense(reception.exchange().client())) {
      case Admission.Admitted _ -> failure;
      case Admission.Refused(var why) -> why;
    };
  }

  private void serveCall(Reception.Slot slot, Sight sight, Turns turns) {
    var call = slot.call();
    if (slot.executesNothing()) {
      slot.omit();
      return;
    }
    switch (door.judge(call, slot.exchange().client(), slot.exchange().door().network())) {
      case Admission.Refused refused -> slot.fail(refused.why());
      case Admission.Admitted _ -> {
        var plan = plan(slot.exchange(), call, sight);
        slot.planned(sight, plan);
        switch (plan) {
          case RoutePlan.Local local -> slot.answer(local.text(), Outcome.LOCAL);
          case RoutePlan.Reject reject -> slot.fail(reject.why());
          case RoutePlan.CachedRead read -> {
            switch (cache.lookUp(read.key())) {
              case Lookup.Fresh fresh -> {
                cache.remember(call, fresh);
                slot.answer(fresh.text(), Outcome.HIT);
              }
              case Lookup.Miss _ -> fetchOnce(slot, read.detached(), turns);
            }
          }
          case RoutePlan.PlainRead read -> fetch(slot, read.call(), turns);
          case RoutePlan.Write write -> fetch(slot, write.call(), turns);
        }
      }
    }
  }

  /** Equal reads on any loop share one fetch; each has its own answer. */
  private void fetchOnce(Reception.Slot slot, RoutePlan.CachedRead read, Turns turns) {
    whenAdmitted(
        slot,
        new Wish(read.call(), read.key().everyHeight() ? Kept.FOR_EVER : Kept.AT_ITS_HEIGHT),
        turns,
        turn ->
            flights.board(
                    flight(read),
                    slot.exchange().loop(),
                    (reply, joined) ->
                        end(slot, turn, reply, joined ? Outcome.COALESCED : Outcome.MISS),
                    end -> takeOff(read, slot, end))
                ::leave);
  }

  /** What there is to know of a hash changes with the height, and with who is asked. */
  private FlightKey flight(RoutePlan.CachedRead read) {
    var call = read.call();
    return call.call().byHash()
        ? new FlightKey(read.key(), call.neededHeight(), upstream.taker(call.call()))
        : FlightKey.of(read.key());
  }

  private Runnable takeOff(RoutePlan.CachedRead read, Reception.Slot slot, Consumer<Reply> end) {
    var beganNanos = slot.now();
    if (cache.lookUp(read.key()) instanceof Lookup.Fresh fresh) {
      var text = fresh.text();
      // The flight before this one landed between this call's look at the cache and now.
      slot.carefully(() -> slot.answer(text, Outcome.HIT));
      end.accept(new Reply.Answered(text));
      return () -> {};
    }
    return ask(
            slot,
            read.call(),
            reply -> {
              // Kept before it is told: whoever was told and asks again finds it.
              keep(read, reply, beganNanos);
              end.accept(reply);
            })
        ::cancel;
  }

  /** Where keeping it breaks, the answer is one all the same. */
  private void keep(RoutePlan.CachedRead read, Reply reply, long beganNanos) {
    try {
      if (reply instanceof Reply.Answered(var text, var pinned) && router.mayKeep(read, text)) {
        cache.store(read.key(), text, beganNanos, pinned || read.key().everyHeight());
      }
    } catch (RuntimeException bug) {
      LOG.error("an answer could not be kept", bug);
    }
  }

  private void fetch(Reception.Slot slot, NodeCall call, Turns turns) {
    whenAdmitted(
        slot,
        new Wish(call, Kept.NOT),
        turns,
        turn -> ask(slot, call, reply -> end(slot, turn, reply, Outcome.PASSED))::cancel);
  }

  private Fetching ask(Reception.Slot slot, NodeCall call, Consumer<Reply> receiver) {
    slot.judges(() -> upstream.judged(call));
    return slot.follow(upstream.fetch(call, caller(slot), receiver));
  }

  /** A number by which the nodes' failures tell callers apart. */
  private static int caller(Reception.Slot slot) {
    return slot.exchange().client().address().hashCode();
  }

  private static void end(Reception.Slot slot, Turns.Turn turn, Reply reply, Outcome onSuccess) {
    turn.giveBack();
    slot.carefully(() -> slot.reply(reply, onSuccess));
  }

  /** What is to be asked of a node, and for how long the answer will do for others. */
  private record Wish(NodeCall call, Kept kept) {}

  private void whenAdmitted(
      Reception.Slot slot, Wish wish, Turns turns, Function<Turns.Turn, BooleanSupplier> fetch) {
    switch (door.judgeFetch(slot.call(), slot.exchange().client(), wish.kept)) {
      case Admission.Refused refused -> slot.fail(refused.why());
      case Admission.Admitted _ when slot.plansOnly() -> {
        slot.judges(() -> upstream.judged(wish.call));
        slot.stop();
      }
      case Admission.Admitted _ ->
          turns.take(turn -> {
            if (!slot.carefully(() -> unlessGone(slot, turn, fetch))) {
              turn.giveBack();
            }
          });
    }
  }

  /** A call that a node holds back has one of its client's places until its turn is over. */
  private boolean hasPlace(Reception.Slot slot, Turns.Turn turn) {
    if (slot.call().method().lane() != Lane.WAIT) {
      return true;
    }
    var place = door.hold(slot.exchange().client());
    if (place != null) {
      turn.whenOver(place);
    }
    return place != null;
  }

  /** A write that has left goes on at its node; its sender is told that nobody knows. */
  private void endNow(Reception.Slot slot, Turns.Turn turn, BooleanSupplier callOff) {
    if (callOff.getAsBoolean()) {
      slot.fail(FailureKind.DEADLINE);
      turn.giveBack();
    } else if (slot.open()) {
      slot.fail(upstream.unknownOutcome(slot.call()));
    }
  }

  /** What nobody waits for is not asked, and called off where that is possible. */
  private void unlessGone(
      Reception.Slot slot, Turns.Turn turn, Function<Turns.Turn, BooleanSupplier> fetch) {
    if (slot.exchange().gone()) {
      turn.giveBack();
      slot.abandon();
    } else if (slot.exchange().lastCalled()) {
      turn.giveBack();
      slot.fail(FailureKind.OVERLOADED);
    } else if (!hasPlace(slot, turn)) {
      turn.giveBack();
      slot.fail(FailureKind.RATE);
    } else {
      var callOff = fetch.apply(turn);
      slot.exchange()
          .onGone(() -> {
            if (callOff.getAsBoolean()) {
              turn.giveBack();
              slot.abandon();
            }
          });
      slot.exchange().onLastCall(() -> endNow(slot, turn, callOff));
    }
  }
}
