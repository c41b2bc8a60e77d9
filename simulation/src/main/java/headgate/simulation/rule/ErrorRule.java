package headgate.simulation.rule;

import headgate.simulation.caller.Question;
import headgate.simulation.caller.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * No error is kept, and none is told that the caller's own call does not deserve while two nodes
 * are well.
 */
final class ErrorRule {
  private static final String KEPT = "errors are never kept";
  private static final String NOBODYS = "one node's failure is nobody's error";
  private static final Set<Integer> OF_TRANSACTIONS = Set.of(-31004, -31003, -31002);
  private static final Set<Integer> OF_WAITS = Set.of(-31007, -31006, -31000, -32095);

  private final Landscape landscape;
  private final Verdict verdict;
  private final Map<String, Long> toldAt = new HashMap<>();

  ErrorRule(Landscape landscape, Verdict verdict) {
    this.landscape = landscape;
    this.verdict = verdict;
  }

  void judge(Request request, Question question, Told.Fault fault) {
    var about = request + " -> " + fault;
    if (fault.data().asString("").startsWith("#")) {
      var first = toldAt.putIfAbsent(fault.data().asString(), landscape.agenda().nanos());
      verdict.hold(first == null || request.sentNanos() <= first, KEPT, about);
    }
    if (landscape.noExcuse(request.sentNanos())) {
      verdict.hold(deserved(request, question, fault), NOBODYS, about);
    }
  }

  private boolean deserved(Request request, Question question, Told.Fault fault) {
    var ahead = request.minHeight() > request.seenHeight() && fault.code() == -32096;
    return ahead
        || switch (question) {
          // Perhaps only one node has it yet, and that is the one that fails.
          case Question.Balance(_, var height) -> height > request.seenHeight();
          case Question.BlockAt(var height) -> height > request.seenHeight();
          case Question.Supply _,
              Question.Contract _,
              Question.LastBlock _,
              Question.BlockNamed _,
              Question.AboutNetwork _ ->
              false;
          case Question.ResultOf _, Question.TransactionOf _ ->
              OF_TRANSACTIONS.contains(fault.code());
          case Question.WaitFor _ -> OF_WAITS.contains(fault.code());
          case Question.Revert _ -> fault.code() == -30032;
          case Question.Unknown _ -> fault.code() == -32601;
          case Question.Send(_, var waits) -> waits || !landscape.allWell(request.sentNanos());
          case Question.Poison _ -> true;
        };
  }
}
