package headgate.simulation.rule;

import headgate.simulation.caller.Question;
import headgate.simulation.caller.Request;
import headgate.simulation.caller.Response;
import headgate.simulation.chain.Transactions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request is judged by one configuration, from its limits to the nodes that it goes to: by one of
 * those that served when its head was there.
 */
final class EditionRule {
  private static final String RULE = "a request is judged by one configuration";
  private static final long MOMENT_NANOS = 1_000_000;

  private final Landscape landscape;
  private final Verdict verdict;
  private final Map<Long, Long> headThereNanos = new HashMap<>();
  private final Map<String, Request> writes = new HashMap<>();

  /** What becomes of a request as a whole. */
  private enum Entry {
    TOO_LARGE,
    TOO_MANY_CALLS,
    TAKEN;

    static Entry by(Terms terms, Request request) {
      if (request.bodyBytes() > terms.bodyBytesMax()) {
        return TOO_LARGE;
      }
      return request.batch() && request.calls().size() > terms.batchCallsMax()
          ? TOO_MANY_CALLS
          : TAKEN;
    }

    static Entry of(Response response) {
      if (response.status() == 413) {
        return TOO_LARGE;
      }
      return response.body().contains("too many request") ? TOO_MANY_CALLS : TAKEN;
    }
  }

  EditionRule(Landscape landscape, Verdict verdict) {
    this.landscape = landscape;
    this.verdict = verdict;
  }

  void sent(Request request) {
    for (var call : request.calls()) {
      if (call.question() instanceof Question.Send(var transaction, _)) {
        writes.put(transaction.hash(), request);
      }
    }
  }

  void headThere(Request request) {
    headThereNanos.putIfAbsent(request.number(), landscape.agenda().nanos());
  }

  /** Whether all configurations that may have judged it write heights into reads. */
  boolean pins(Request request) {
    return lawful(request).stream().allMatch(Terms::pins);
  }

  /** Whether it was taken, so that each of its calls was answered. */
  boolean judge(Request request, Response response) {
    var entry = Entry.of(response);
    verdict.hold(
        lawful(request).stream().anyMatch(terms -> Entry.by(terms, request) == entry),
        RULE,
        request + " -> " + response);
    return entry == Entry.TAKEN;
  }

  /** Copies and repetitions of a write are nobody's request. */
  void written(String method, String params, String mark) {
    if (method.startsWith("icx_send") && !landscape.copies()) {
      var hash = Transactions.hash(params);
      var request = writes.get(hash);
      verdict.hold(
          request == null
              || lawful(request).stream()
                  .anyMatch(terms ->
                      terms.mark().equals(mark) && Entry.by(terms, request) == Entry.TAKEN),
          RULE,
          request + " was sent to a node by " + mark);
    }
  }

  /** A head is read as it comes, unless its loop stands still. */
  private List<Terms> lawful(Request request) {
    var now = landscape.agenda().nanos();
    var there = headThereNanos.getOrDefault(request.number(), now);
    var disturbed = landscape.skies().calmSinceNanos() >= request.sentNanos();
    return landscape
        .editions()
        .between(request.sentNanos(), disturbed ? now : there + MOMENT_NANOS);
  }
}
