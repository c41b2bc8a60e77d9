package headgate.devnode.control;

import headgate.devnode.fault.Fault;
import headgate.devnode.fault.FaultRule;
import headgate.devnode.fault.Knee;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bodies that the control API takes. */
final class Commands {
  private Commands() {}

  /** What shall be wrong with what the node sees and says; what is not named stays as it is. */
  record View(
      @Nullable Long lag,
      @Nullable Long frozenAt,
      @Nullable Long earliest,
      @Nullable Long forkedFrom,
      @Nullable Way catchUp,
      @Nullable Long lie,
      @Nullable Long network,
      @Nullable Boolean gossip,
      @Nullable Boolean heightParam) {}

  /** How many blocks behind a node begins, and how many it works through in a second. */
  record Way(long behind, long perSecond) {}

  /** Where throughput collapses: calls at once, and times in milliseconds. */
  record Knees(int calls, long eachMillis, long crawlMillis) {
    Knee knee() {
      return new Knee(calls, Duration.ofMillis(eachMillis), Duration.ofMillis(crawlMillis));
    }
  }

  /** How long connections are refused and accepted in turn, in milliseconds. */
  record Rhythm(long downMillis, long upMillis) {}

  /** The names of faults. */
  enum Kind {
    stall,
    status,
    garbage,
    wrongId,
    missingId,
    resetBefore,
    resetAfter,
    cutAfter,
    drip,
    latency,
    text,
    error,
    padding,
    closeKept,
    badFraming
  }

  /**
   * A fault and when it strikes. Times are in milliseconds; what a fault does not need is not read.
   */
  record Rule(
      Kind fault,
      @Nullable Integer code,
      @Nullable String text,
      @Nullable Integer bytes,
      @Nullable Long millis,
      @Nullable Boolean executed,
      @Nullable List<String> methods,
      @Nullable Double probability,
      @Nullable Integer times) {
    Rule {
      if (fault == null) {
        throw new IllegalArgumentException("a rule names its fault");
      }
    }

    FaultRule rule() {
      return new FaultRule(
          struck(),
          methods == null ? Set.of() : Set.copyOf(methods),
          probability == null ? 1 : probability,
          times == null ? 0 : times);
    }

    private Fault struck() {
      return switch (fault) {
        case stall -> new Fault.Stall(isExecuted());
        case status -> new Fault.Status(code == null ? 500 : code, time());
        case garbage -> new Fault.Garbage();
        case wrongId -> new Fault.WrongId();
        case missingId -> new Fault.MissingId();
        case resetBefore -> new Fault.ResetBefore(isExecuted());
        case resetAfter -> new Fault.ResetAfter(size());
        case cutAfter -> new Fault.CutAfter(size());
        case drip -> new Fault.Drip(Math.max(1, size()), time());
        case latency -> new Fault.Latency(time());
        case text -> new Fault.Text(code == null ? 404 : code, words());
        case error -> new Fault.RpcFailure(code == null ? -32603 : code, words());
        case padding -> new Fault.Padding(size());
        case closeKept -> new Fault.CloseKept();
        case badFraming -> new Fault.BadFraming();
      };
    }

    private String words() {
      return text == null ? "" : text;
    }

    private boolean isExecuted() {
      return executed != null && executed;
    }

    private int size() {
      return bytes == null ? 0 : bytes;
    }

    private Duration time() {
      return Duration.ofMillis(millis == null ? 0 : millis);
    }
  }
}
