package headgate.gateway.outcome;

/**
 * Prints the tables of this package as the page {@code docs/failure-modes.md}, so that the page
 * says what the code does.
 */
public final class FailureModes {
  private static final String BEGINNING =
      """
      # What can fail, and what follows

      Printed from the tables in the code (`FailureKind` and `TryFailure`); a test compares this page with them.

      ## What a caller is told

      An answer of a node, its own error included, is handed out as it came. Where there is none, the caller gets a JSON-RPC error with
      its own id, where that was read. The status is that of a single call; in a batch it stays 200. Status 503 comes with `Retry-After: 1`. The reason is the
      label of `headgate_failures_total`. What is wrong with an envelope is told in goloop's own words, with -32700, -32600 or -32602;
      its reason is `malformed`.

      | Reason | When | Whose doing | Code | Status | Message |
      |---|---|---|---|---|---|
      """;

  private static final String MIDDLE =
      """

      ## What can go wrong with one try at one node

      A read or a wait goes to another node, whatever happened, as long as its deadline and its number of tries allow. A write goes to
      another node only where it is certain that this one did not take it. Where it is not, its caller is told `write_outcome_unknown`,
      and nothing is sent again. A node's error is an answer to a write, unless the profile's `notAccepted` names it.

      When every try has failed, a node's own error is told before any other failure; else what the last try came to.

      | Failure | What happened | A write goes elsewhere | Counts against the node | Told |
      |---|---|---|---|---|
      """;

  private FailureModes() {}

  /** The whole page, in Markdown. */
  public static String page() {
    var page = new StringBuilder(BEGINNING);
    for (var kind : FailureKind.values()) {
      page.append(row(kind));
    }
    page.append(MIDDLE);
    for (var failure : TryFailure.values()) {
      page.append(row(failure));
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
        yes(failure.provesNotTaken()),
        yes(failure.countsAgainstNode()),
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
