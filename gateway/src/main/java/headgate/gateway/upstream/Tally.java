package headgate.gateway.upstream;

import headgate.gateway.admit.ByteBudget;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.CallEnd;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.Reply;
import headgate.gateway.outcome.TryFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the failed tries of one call came to: what its caller is told of them, and which nodes have
 * to answer for them.
 *
 * <p>A failure that may be the call's own doing is charged to nobody before it is known what
 * another node makes of the call: where that one fails alike, neither is charged.
 */
final class Tally {
  private final Consumer<Node> charge;
  private final ByteBudget budget;
  private List<Node> suspects = List.of();
  private List<TryFailure> suspicions = List.of();
  private @Nullable TryFailure worthTelling;
  private @Nullable AnswerText nodeError;
  private boolean alike;
  private long held;

  /**
   * An empty tally.
   *
   * @param charge told each node that has to answer for a failure
   * @param budget charged with the error that is kept while other nodes are asked
   */
  Tally(Consumer<Node> charge, ByteBudget budget) {
    this.charge = charge;
    this.budget = budget;
  }

  /** A try at a node failed. */
  void failed(Node node, Verdict.Bad bad) {
    var failure = bad.failure();
    if (bad.text() != null) {
      hold(bad.text());
    }
    if (worthTelling == null || failure.heard().compareTo(worthTelling.heard()) >= 0) {
      worthTelling = failure;
    }
    if (failure.perhapsTheCall()) {
      suspect(node, failure);
    } else if (failure.countsAgainstNode()) {
      charge.accept(node);
    }
  }

  private void hold(AnswerText text) {
    release();
    nodeError = text;
    held = text.text().length;
    budget.take(held);
  }

  /** Nothing is kept any more but what was told. */
  void release() {
    budget.giveBack(held);
    held = 0;
  }

  private void suspect(Node node, TryFailure failure) {
    var before = suspicions.indexOf(failure);
    if (before >= 0) {
      alike = true;
      suspicions.remove(before);
      suspects.remove(before);
    } else {
      if (suspects.isEmpty()) {
        suspects = new ArrayList<>(2);
        suspicions = new ArrayList<>(2);
      }
      suspicions.add(failure);
      suspects.add(node);
    }
  }

  /** Whether a node has failed so, and a second one would show that it is the call's doing. */
  boolean suspects(TryFailure failure) {
    return suspicions.contains(failure);
  }

  /** Whether two nodes have failed alike, so that the call itself is to blame. */
  boolean alike() {
    return alike;
  }

  /** The call is over: whoever is still suspected has failed by itself. */
  void close() {
    for (var index = 0; index < suspects.size(); index++) {
      if (suspicions.get(index).countsAgainstNode()) {
        charge.accept(suspects.get(index));
      }
    }
    suspects = List.of();
    suspicions = List.of();
  }

  /** What the caller is told where no try has brought an answer. */
  Reply reply(CallEnd why) {
    if (nodeError != null) {
      return new Reply.Answered(nodeError);
    }
    var heard = why == CallEnd.DEADLINE ? null : worthTelling;
    return new Reply.Failed(Failure.of(heard == null ? why.told() : heard.told()));
  }
}
