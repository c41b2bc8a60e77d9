package headgate.gateway.outcome;

import headgate.chain.method.MethodClass;

/**
 * Prints the tables of this package as the page {@code docs/failure-modes.md}, so that the page
 * says what the code does.
 */
public final class FailureModes {
  private static final String BEGINNING =
      """
      # What can fail, and what follows

      Printed from the tables in the code (`FailureKind`, `TryFailure` and `CallEnd`); a test compares this page with them.

      ## What a caller is told

      An answer of a node, its own error included, is handed out as it came. Where there is none, the caller gets a JSON-RPC error with
      its own id, where that was read. The status is that of a single call; in a batch it stays 200. Status 503 comes with `Retry-After: 1`. The reason is the
      label of `headgate_failures_total`. What is wrong with an envelope is told in goloop's own words, with -32700, -32600 or -32602;
      its reason is `malformed`.

      | Reason | When | Whose doing | Code | Status | Message |
      |---|---|---|---|---|---|
      """;

  private static final String TRIES =
      """

      ## What can go wrong with one try at one node

      A read goes to another node whatever happened, and a wait unless it has waited to its end, as long as deadline, number of tries and
      retry budget allow; where a connection died, the retry costs nothing of the budget. A write goes to another node only where it is
      certain that this one did not take it. A node's error is an answer to a write, unless the profile's `notAccepted` names it.

      What may be the call's own doing ("alike") and happens at two nodes is passed on and counts against neither: a call that breaks nodes
      must not be carried from one to the next. Otherwise a failure counts against its node once another node, or nobody, has done better.

      | Failure | What happened | Read elsewhere | Wait elsewhere | Write elsewhere | Alike at two nodes ends it | Counts against the node | Told |
      |---|---|---|---|---|---|---|---|
      """;

  private static final String ENDS =
      """

      ## Why no further node is asked

      When tries have failed differently, what says most is told: a node's own error, which is handed out as it came, before a response that
      is no answer, before a connection that broke. That a node does not have a block is handed out only to a caller who wrote the height;
      others are told `height_not_reached`. Where the deadline has passed, that is told unless a node has given an error. The last
      column is for calls that have heard nothing.

      After a write whose answer is lost, the node that was sent it and then the others are asked for the transaction by its hash, in rounds
      for five seconds and no longer than the lane's deadline. Where one has it, pending, executing or with a result, the caller gets the hash as
      if its answer had come; else it is told `write_outcome_unknown`, with the hash, also at once where no node takes the question. A node that
      works on as many reads as it may gets two of these questions at a time beside them. A send that waits for its result gets that, once the
      serving height has reached it; where a node has the transaction and the result does not come in time, it is told `deadline` with the hash.
      Nothing is sent again, unless the operator wants it (`writes.fanOut`): then other nodes are sent the same transaction at once, and who
      takes it or has it already is as good as the first one's answer. The sender of a transaction whose outcome was unknown may send it again: a
      node that has it already makes that a success.

      A caller that leaves ends its reads, its waits and those of its writes of which no byte has left; nobody is told. A send without an id
      goes on, since its sender never waits.

      | Reason | What happened | Told |
      |---|---|---|
      """;

  private FailureModes() {}

  /** The whole page, in Markdown. */
  public static String page() {
    var page = new StringBuilder(BEGINNING);
    for (var kind : FailureKind.values()) {
      page.append(row(kind));
    }
    page.append(TRIES);
    for (var failure : TryFailure.values()) {
      page.append(row(failure));
    }
    page.append(ENDS);
    for (var end : CallEnd.values()) {
      page.append(row(code(end.label()), end.meaning(), code(end.told().label())));
    }
    return page.toString();
  }

  private static String row(FailureKind kind) {
    return row(
        code(kind.label()),
        kind.meaning(),
        whose(kind.source()),
        Integer.toString(kind.code()),
        Integer.toString(kind.status()),
        kind.message());
  }

  private static String row(TryFailure failure) {
    return row(
        code(failure.label()),
        failure.meaning(),
        yes(failure.goesElsewhere(MethodClass.READ)),
        yes(failure.goesElsewhere(MethodClass.WAIT)),
        yes(failure.goesElsewhere(MethodClass.WRITE)),
        yes(failure.perhapsTheCall()),
        failure.coolsNode() ? "leaves it alone" : yes(failure.countsAgainstNode()),
        code(failure.told().label()));
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String whose(Source source) {
    return switch (source) {
      case DOWNSTREAM -> "the caller's";
      case UPSTREAM -> "the nodes'";
      case INTERNAL -> "the gateway's";
    };
  }

  private static String code(String word) {
    return "`" + word + "`";
  }

  private static String yes(boolean holds) {
    return holds ? "yes" : "no";
  }
}
