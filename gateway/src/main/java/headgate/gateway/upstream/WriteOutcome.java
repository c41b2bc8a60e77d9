package headgate.gateway.upstream;

import headgate.chain.error.ErrorMeaning;
import headgate.chain.method.Lane;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.CallEnd;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.outcome.Reply;
import headgate.gateway.route.NodeCall;
import headgate.gateway.upstream.ShownHeights.Place;
import headgate.gateway.upstream.writes.CopyEnd;
import headgate.gateway.upstream.writes.SentTransactions;
import headgate.gateway.upstream.writes.SignedWrite;
import headgate.gateway.upstream.writes.WriteCounts.Lost;
import headgate.gateway.upstream.writes.WriteTerms;
import headgate.jsonrpc.RequestId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the sender of a transaction is told, what is remembered of it, and where else it goes: to
 * nobody, unless the operator wants it.
 */
final class WriteOutcome {
  private final Upstream upstream;
  private final NodeCall write;
  private final int caller;
  private final WriteTerms terms;
  private final SentTransactions sent;

  /**
   * Of one write.
   *
   * @param caller a number by which its sender is told from others
   */
  WriteOutcome(Upstream upstream, NodeCall write, int caller) {
    this.upstream = upstream;
    this.write = write;
    this.caller = caller;
    terms = upstream.terms().writes();
    sent = upstream.terms().sent();
  }

  /**
   * A node has answered.
   *
   * @param sentBefore whether the transaction was sent before, so that a node that has it already
   *     has it from us
   */
  Reply answered(Verdict.Good good, Node node, boolean sentBefore) {
    var accepted = good.means() == ErrorMeaning.ACCEPTED;
    var waited = good.means() == ErrorMeaning.WAIT_ENDED;
    if (!accepted && !waited && !good.text().success()) {
      return new Reply.Answered(good.text());
    }
    var hash = hash();
    var ours = (hash != null && turnedUp(hash, accepted)) || sentBefore;
    if (hash == null || (accepted && !ours)) {
      return new Reply.Answered(good.text());
    }
    taken(hash, node);
    if (mayGoOn() && (accepted || names(good.text(), hash))) {
      goesOn(hash, node);
    }
    return accepted ? acknowledged(hash) : new Reply.Answered(good.text());
  }

  /**
   * Whether a node's answer leaves a send that waits without its result: the node has the
   * transaction already, and has it from us.
   */
  boolean waitsOn(Verdict.Good good, boolean sentBefore) {
    if (write.call().method().lane() != Lane.WAIT || good.means() != ErrorMeaning.ACCEPTED) {
      return false;
    }
    var hash = hash();
    return hash != null && (turnedUp(hash, true) || sentBefore);
  }

  /** Whether it is one whose outcome was unknown; it no longer is, now that a node has it. */
  private boolean turnedUp(String hash, boolean hadBefore) {
    var found = sent.anyLost() && sent.turnedUp(hash) && hadBefore;
    if (found) {
      terms.counts().lost(Lost.FOUND_LATER);
    }
    return found;
  }

  /** The answer of a node that has taken a transaction. */
  static Reply.Answered acknowledged(String hash) {
    return new Reply.Answered(AnswerText.local('"' + hash + '"'));
  }

  /** Whether the node knows it by that hash too: else its identity is in doubt. */
  private static boolean names(AnswerText text, String hash) {
    return text.with(RequestId.NULL).contains('"' + hash + '"');
  }

  /** Calls about an acknowledged transaction are asked of who has it. */
  private void taken(String hash, Node taker) {
    sent.taken(hash, taker.number(), upstream.terms().view().get().servingHeight());
  }

  /** An acknowledged transaction goes to other nodes, and is looked after. */
  private void goesOn(String hash, Node taker) {
    var signed = new SignedWrite(write, hash);
    upstream.others().copy(signed, taker, signed.method().deadline(), (_, _) -> {});
    lookAfter(signed, taker);
  }

  private void lookAfter(SignedWrite signed, Node taker) {
    if (terms.config().rebroadcastBlocks() > 0) {
      upstream.others().keep(signed, taker, caller);
    }
  }

  /** A method that waits for its transaction is never sent twice. */
  private boolean mayGoOn() {
    var more = terms.config().fanOut() > 1 || terms.config().rebroadcastBlocks() > 0;
    return more && write.call().method().lane() == Lane.WRITE;
  }

  /**
   * Finds out what became of it, and tells the end of that, once.
   *
   * @param untilNanos the call's deadline, on the loop's clock
   */
  void ask(Node sentTo, long untilNanos, Consumer<Reply> end) {
    var hash = hash();
    if (hash == null) {
      terms.counts().lost(Lost.UNKNOWN);
      end.accept(failed(CallEnd.MAY_BE_TAKEN.told(), null));
    } else {
      new Asking(hash, end).begin(new Inquiry.Lost(write, hash, sentTo, untilNanos));
    }
  }

  private static Reply failed(FailureKind kind, @Nullable String hash) {
    return new Reply.Failed(failure(kind, hash));
  }

  private static Failure failure(FailureKind kind, @Nullable String hash) {
    var data = hash == null ? null : "{\"txHash\":\"" + hash + "\"}";
    return new Failure(kind, data);
  }

  /** Nobody knows whether the transaction of that hash, where it is known, was taken. */
  static Failure unknown(@Nullable String hash) {
    return failure(CallEnd.MAY_BE_TAKEN.told(), hash);
  }

  private @Nullable String hash() {
    return upstream.terms().hashing().hash(write.call());
  }

  /**
   * A write whose answer was lost: the inquiry, and where the operator wants them the copies beside
   * it. Whoever has the transaction first ends it for its sender.
   */
  private final class Asking implements Inquiry.Receiver {
    private final String hash;
    private final Consumer<Reply> end;
    private @Nullable Inquiry inquiry;
    private int open;
    private boolean pending;
    private boolean told;

    Asking(String hash, Consumer<Reply> end) {
      this.hash = hash;
      this.end = end;
    }

    void begin(Inquiry.Lost lost) {
      var copiesMax = mayGoOn() ? terms.config().fanOut() - 1 : 0;
      // The inquiry, and this itself, so that what ends at once does not end the whole.
      open = 2 + copiesMax;
      var asking = Inquiry.of(upstream, lost, this);
      inquiry = asking;
      open -= copiesMax - (copiesMax == 0 ? 0 : copy(lost));
      if (asking == null) {
        part();
      } else if (!told) {
        asking.begin();
      }
      part();
    }

    private int copy(Inquiry.Lost lost) {
      var longest = lost.time(upstream.loop().clock().nanos());
      return longest.isNegative()
          ? 0
          : upstream.others().copy(signed(), lost.sentTo(), longest, this::copied);
    }

    private SignedWrite signed() {
      return new SignedWrite(write, hash);
    }

    private void copied(Node node, CopyEnd how) {
      if (how.taken() && !told) {
        tell(acknowledged(hash), node);
      }
      part();
    }

    @Override
    public void found(Reply.Answered reply, Node knowing) {
      var serving = upstream.terms().view().get().servingHeight();
      if (upstream.heights().place(write, reply.text(), serving) == Place.AHEAD) {
        upstream.heights().hold(knowing, reply.text(), _ -> tell(reply, knowing));
      } else {
        tell(reply, knowing);
      }
    }

    @Override
    public void unknown(boolean known) {
      pending = known;
      part();
    }

    private void tell(Reply.Answered reply, Node taker) {
      told = true;
      if (inquiry != null) {
        inquiry.stop();
      }
      terms.counts().lost(Lost.FOUND);
      taken(hash, taker);
      if (mayGoOn()) {
        lookAfter(signed(), taker);
      }
      end.accept(reply);
    }

    private void part() {
      open--;
      if (open == 0 && !told) {
        told = true;
        if (pending) {
          terms.counts().lost(Lost.FOUND);
          end.accept(failed(FailureKind.DEADLINE, hash));
        } else {
          terms.counts().lost(Lost.UNKNOWN);
          sent.lost(hash);
          end.accept(failed(CallEnd.MAY_BE_TAKEN.told(), hash));
        }
      }
    }
  }
}
