package headgate.devnode.control;

import headgate.devnode.fault.Fault;
import headgate.devnode.fault.FaultRule;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bodies that the control API takes. */
final class Commands {
  private Commands() {}

  /** What shall be wrong with the node's view; what is not named stays as it is. */
  record View(
      @Nullable Long lag,
      @Nullable Long lie,
      @Nullable Long frozenAt,
      @Nullable Long network,
      @Nullable Boolean gossip) {}

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
    latency
  }

  /**
   * A fault and when it strikes. Times are in milliseconds; what a fault does not need is not read.
   */
  record Rule(
      Kind fault,
      @Nullable Integer code,
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
      };
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
