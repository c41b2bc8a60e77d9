package headgate.simulation.rule;

import headgate.gateway.upstream.writes.SentTransactions;
import headgate.simulation.caller.Question;
import headgate.simulation.caller.Request;
import headgate.simulation.chain.Transactions;
import headgate.simulation.node.SimulatedNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A transaction is sent once, or as often as it was proven not to be taken; what its sender is told
 * about it is true; and who asks for it after it was acknowledged finds it. Only once its taker is
 * not asked any more a node that has gone its own way may be, until that is found out.
 */
final class WriteRule {
  private static final String ONCE = "a write is sent once";
  private static final String TRUE = "what the sender of a write is told is true";
  private static final String OWN = "an acknowledged transaction is found by who asks for it";
  private static final long NOTICED_NANOS = 600_000_000;
  private static final Set<Integer> NOT_TAKEN = Set.of(-31001, -32000, -32092, -32093);

  private final Landscape landscape;
  private final Verdict verdict;
  private final Set<String> open = new HashSet<>();
  private final Map<String, SimulatedNode> taken = new HashMap<>();
  private final Map<String, Acknowledged> acknowledged = new HashMap<>();

  /**
   * Its sender was told its hash.
   *
   * @param nanos when
   * @param height the least height that it can have been sent at
   */
  private record Acknowledged(long nanos, long height) {}

  WriteRule(Landscape landscape, Verdict verdict) {
    this.landscape = landscape;
    this.verdict = verdict;
  }

  void written(SimulatedNode node, String method, String params) {
    if (method.startsWith("icx_send")) {
      var hash = Transactions.hash(params);
      verdict.hold(open.add(hash) || landscape.copies(), ONCE, hash + " also to " + node.name());
    }
  }

  void refused(String method, String params) {
    if (method.startsWith("icx_send")) {
      open.remove(Transactions.hash(params));
    }
  }

  void taken(SimulatedNode node, String hash) {
    taken.putIfAbsent(hash, node);
  }

  void judge(Request request, Question question, Told told) {
    switch (question) {
      case Question.Send(var transaction, _) -> sent(request, transaction.hash(), told);
      case Question.ResultOf(var hash) -> asked(request, hash, told);
      case Question.TransactionOf(var hash) -> asked(request, hash, told);
      default -> {}
    }
  }

  private void sent(Request request, String hash, Told told) {
    var about = request + " -> " + told;
    switch (told) {
      case Told.Result _ -> {
        verdict.hold(taken.containsKey(hash), TRUE, about);
        acknowledged.putIfAbsent(
            hash, new Acknowledged(landscape.agenda().nanos(), request.seenHeight()));
      }
      case Told.Fault fault -> {
        var named = fault.data().path("txHash").asString("");
        verdict.hold(!NOT_TAKEN.contains(fault.code()) || !taken.containsKey(hash), TRUE, about);
        verdict.hold(fault.code() != -32094 || named.equals(hash), TRUE, about);
      }
    }
  }

  private void asked(Request request, String hash, Told told) {
    var by = taken.get(hash);
    var since = acknowledged.get(hash);
    if (by != null
        && since != null
        && since.nanos <= request.sentNanos()
        && landscape.noExcuse(request.sentNanos())
        && landscape.isSound(by.name())
        && landscape.keptUp(by, request.sentNanos() - NOTICED_NANOS)
        && !mayBeAskedOfALiar(request, since)
        && told instanceof Told.Fault fault) {
      verdict.hold(
          fault.code() != -31004, OWN, request + " -> " + told + ", taken by " + by.name());
    }
  }

  /** For some blocks who took it is asked, and no other node that may be of another chain. */
  private boolean mayBeAskedOfALiar(Request request, Acknowledged since) {
    return landscape.mayBeForeign(request.sentNanos())
        && landscape.chain().tip() > since.height + SentTransactions.BLOCKS;
  }
}
