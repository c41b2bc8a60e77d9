package headgate.gateway;

import headgate.chain.method.MethodClass;
import headgate.gateway.decompose.Call;
import headgate.gateway.head.Sight;
import headgate.gateway.head.SyncProgress;
import headgate.gateway.listen.Exchange;
import headgate.gateway.observe.Outcome;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.outcome.Reply;
import headgate.gateway.recombine.Recombiner;
import headgate.gateway.route.RoutePlan;
import headgate.gateway.story.CallStory;
import headgate.gateway.upstream.Fetching;
import headgate.gateway.upstream.health.NodeJudgement;
import headgate.jsonrpc.EnvelopeFault;
import headgate.jsonrpc.RequestId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the ends of one request's calls arrive: each is told once and handed to the recombiner. */
final class Reception {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  private final Exchange exchange;
  private final Recombiner recombiner;
  private final CallEnds ends;
  private final ResponseFields fields;
  private @Nullable SyncProgress syncing;
  private @Nullable Failure end;

  Reception(Exchange exchange, Recombiner recombiner, CallEnds ends, ResponseFields fields) {
    this.exchange = exchange;
    this.recombiner = recombiner;
    this.ends = ends;
    this.fields = fields;
  }

  private long now() {
    return exchange.loop().clock().nanos();
  }

  Exchange exchange() {
    return exchange;
  }

  /**
   * What the request goes by.
   *
   * @param ended what is told of everything after the chain's last block, null where it goes on
   */
  void sees(Sight sight, @Nullable Failure ended) {
    fields.sees(sight.view());
    ends.sees(sight.view().servingHeight());
    syncing = sight.view().syncing();
    end = ended;
  }

  /**
   * Where no node is up because all are catching up, the caller is told how far they are; where a
   * height will never be reached, why.
   */
  private Failure explained(Failure failure) {
    var progress = syncing;
    var last = end;
    if (failure.kind() == FailureKind.HEIGHT_NOT_REACHED && last != null) {
      return last;
    }
    return failure.kind() == FailureKind.NO_NODE && progress != null
        ? new Failure(FailureKind.NO_NODE, progress.toJson())
        : failure;
  }

  /** An item is no JSON-RPC call. */
  void refuse(int item, EnvelopeFault fault, RequestId id) {
    var text = AnswerText.of(fault.toError(), fault.httpStatus());
    ends.malformed(item, text);
    recombiner.answer(item, text, id);
  }

  /** An item is a call that cannot be made here. */
  void refuse(int item, Failure why, RequestId id) {
    var text = why.toAnswerText();
    ends.refused(item, why.kind(), text);
    recombiner.answer(item, text, id);
  }

  /** The place for the end of a call. */
  Slot slot(int item, Call call) {
    return new Slot(item, call);
  }

  /** One call and its place in the response. */
  final class Slot {
    private final int item;
    private final Call call;
    private final @Nullable CallStory story;
    private @Nullable Fetching fetching;
    private boolean ended;

    private Slot(int item, Call call) {
      this.item = item;
      this.call = call;
      story = ends.storyOf(item);
    }

    Call call() {
      return call;
    }

    Exchange exchange() {
      return exchange;
    }

    long now() {
      return Reception.this.now();
    }

    /** What is to be done with it. */
    void planned(Sight sight, RoutePlan plan) {
      if (story != null) {
        story.planned(call.method(), sight, plan);
      }
    }

    /** A node is about to be chosen for it; what is said of each is asked only where it is told. */
    void judges(Supplier<List<NodeJudgement>> judgements) {
      if (story != null) {
        story.judged(judgements.get(), now());
      }
    }

    /** The nodes are asked for it. */
    Fetching follow(Fetching underWay) {
      fetching = underWay;
      if (story != null) {
        story.asks(underWay);
      }
      return underWay;
    }

    /** Whether it has no end yet, for which a request waits even where nobody is told of it. */
    boolean open() {
      return !ended;
    }

    /** Whether it ends before a node would be asked. */
    boolean plansOnly() {
      return ends.plansOnly();
    }

    /** Ends it there. */
    void stop() {
      ended = true;
      recombiner.omit(item);
    }

    /** goloop does not execute a notification, unless it sends a transaction. */
    boolean executesNothing() {
      return call.notification() && call.method().methodClass() != MethodClass.WRITE;
    }

    /**
     * Does a part of the call's walk: a bug in it must not leave the caller without an end.
     *
     * @return false where there was a bug, and the call has its end
     */
    boolean carefully(Runnable part) {
      try {
        part.run();
        return true;
      } catch (RuntimeException bug) {
        LOG.error("a call could not be served", bug);
        breakOff();
        return false;
      }
    }

    /**
     * An error for the call where it has no end yet. Where the bug was in ending it, nobody knows
     * how much of the answer is out, and the connection has to go.
     */
    private void breakOff() {
      try {
        if (!ended) {
          fail(FailureKind.INTERNAL);
          return;
        }
      } catch (RuntimeException again) {
        LOG.debug("nor could its error be told", again);
      }
      exchange.sink().abort();
    }

    void omit() {
      ends.omitted(item, call);
      recombiner.omit(item);
    }

    void answer(AnswerText text, Outcome outcome) {
      if (!ended) {
        ends.answered(item, call, outcome, text, fetching);
        fields.counts(outcome);
        fields.shows(text.shownHeight());
        respond(text);
      }
    }

    void fail(FailureKind why) {
      fail(Failure.of(why));
    }

    void fail(Failure failure) {
      if (!ended) {
        var told = explained(failure);
        var text = told.toAnswerText();
        ends.failed(item, call, told.kind(), text, fetching);
        respond(text);
      }
    }

    /** The caller is gone; the place is ended nevertheless, which frees what the request holds. */
    void abandon() {
      ends.abandoned(item, call, fetching);
      if (!ended) {
        ended = true;
        recombiner.omit(item);
      }
    }

    /** The nodes' reply. */
    void reply(Reply reply, Outcome onSuccess) {
      switch (reply) {
        case Reply.Answered(var text, _) ->
            answer(text, text.success() ? onSuccess : Outcome.NODE_ERROR);
        case Reply.Failed(var failure) -> fail(failure);
      }
    }

    /** What a notification has to say is dropped. */
    private void respond(AnswerText text) {
      ended = true;
      if (call.notification()) {
        recombiner.omit(item);
      } else {
        recombiner.answer(item, text, call.id());
      }
    }
  }
}
