package headgate.gateway.upstream;

import headgate.chain.error.ErrorMeaning;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.CallEnd;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.Reply;
import headgate.gateway.route.NodeCall;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the sender of a transaction is told, and what is remembered of it. */
final class WriteOutcome {
  private final Upstream upstream;
  private final NodeCall write;

  WriteOutcome(Upstream upstream, NodeCall write) {
    this.upstream = upstream;
    this.write = write;
  }

  /**
   * A node has answered.
   *
   * @param sentBefore whether the transaction was sent before, so that a node that has it already
   *     has it from us
   */
  Reply answered(Verdict.Good good, Node node, boolean sentBefore) {
    var hash = sentBefore && good.means() == ErrorMeaning.ACCEPTED ? hash() : null;
    var reply = hash == null ? new Reply.Answered(good.text()) : acknowledged(hash);
    remember(reply, node);
    return reply;
  }

  /** The answer of a node that has taken a transaction. */
  static Reply acknowledged(String hash) {
    return new Reply.Answered(AnswerText.local('"' + hash + '"'));
  }

  /** Calls about an acknowledged transaction are asked of who has it. */
  private void remember(Reply reply, Node taker) {
    var acknowledged = reply instanceof Reply.Answered answered && answered.text().success();
    var hash = acknowledged ? hash() : null;
    if (hash != null) {
      var height = upstream.terms().view().get().servingHeight();
      upstream.terms().sent().taken(hash, taker.index(), height);
    }
  }

  /** Asks what became of it, and tells the end of that, once. */
  void ask(Node sentTo, long untilNanos, Consumer<Reply> end) {
    var receiver =
        new Inquiry.Receiver() {
          @Override
          public void found(Reply reply, Node knowing) {
            remember(reply, knowing);
            end.accept(reply);
          }

          @Override
          public void unknown() {
            end.accept(new Reply.Failed(failure()));
          }
        };
    if (!Inquiry.begin(upstream, new Inquiry.Lost(write, sentTo, untilNanos), receiver)) {
      receiver.unknown();
    }
  }

  private Failure failure() {
    var hash = hash();
    return new Failure(
        CallEnd.MAY_BE_TAKEN.told(), hash == null ? null : "{\"txHash\":\"" + hash + "\"}");
  }

  private @Nullable String hash() {
    return upstream.terms().hashing().hash(write.call());
  }
}
