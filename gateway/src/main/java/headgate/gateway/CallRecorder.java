package headgate.gateway;

import headgate.gateway.observe.LoopStatistics;
import headgate.gateway.observe.Outcome;
import headgate.gateway.observe.Statistics;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.outcome.Source;
import java.util.ArrayList;
import java.util.List;

/** Counts how each call of one network on one loop ended. */
final class CallRecorder {
  /** In place of a method's index where the profile knows none. */
  static final int NO_METHOD = -1;

  static final String MALFORMED = "malformed";
  private static final int MALFORMED_ROW = FailureKind.values().length;

  private final LoopStatistics statistics;
  private final int other;

  CallRecorder(LoopStatistics statistics, int methods) {
    this.statistics = statistics;
    other = methods;
  }

  /** Counts where nobody looks. */
  static CallRecorder unheard() {
    return new CallRecorder(new Statistics("", List.of(), reasons()).forLoop(), 0);
  }

  /** The names of all reasons, in the order in which they are numbered. */
  static List<String> reasons() {
    var reasons = new ArrayList<String>();
    for (var kind : FailureKind.values()) {
      reasons.add(kind.label());
    }
    reasons.add(MALFORMED);
    return reasons;
  }

  void answered(int method, Outcome outcome, long latencyNanos) {
    statistics.record(method, outcome, latencyNanos);
  }

  void abandoned(int method, long latencyNanos) {
    statistics.record(method, Outcome.ABANDONED, latencyNanos);
  }

  void malformed(long latencyNanos) {
    statistics.record(other, Outcome.REFUSED, latencyNanos);
    statistics.reason(MALFORMED_ROW);
  }

  void refused(int method, FailureKind why, long latencyNanos) {
    statistics.record(method == NO_METHOD ? other : method, outcome(why), latencyNanos);
    statistics.reason(why.row());
  }

  /** How a call counts that ended in a failure. */
  static Outcome outcome(FailureKind why) {
    if (why == FailureKind.WRITE_OUTCOME_UNKNOWN) {
      return Outcome.UNKNOWN;
    }
    return why.source() == Source.DOWNSTREAM ? Outcome.REFUSED : Outcome.FAILED;
  }
}
