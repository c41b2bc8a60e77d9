package headgate.gateway.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What one network's calls came to, by method and outcome.
 *
 * <p>Every loop writes to a part of its own; {@link #snapshot} adds the parts up.
 */
public final class Statistics {
  /** What a method that the profile does not know is called. */
  public static final String OTHER = "other";

  static final int OUTCOMES = Outcome.values().length;

  private final String network;
  private final List<String> methods;
  private final List<String> reasons;
  private final List<LoopStatistics> loops = new CopyOnWriteArrayList<>();

  /**
   * Starts at zero.
   *
   * @param network the network's name, a metric label
   * @param methods the profile's method names, in the order of their indexes
   * @param reasons labels of why a call is refused or fails, in the order of their indexes
   */
  public Statistics(String network, List<String> methods, List<String> reasons) {
    this.network = network;
    this.methods = List.copyOf(methods);
    this.reasons = List.copyOf(reasons);
  }

  /** A part for one more loop, which alone may write to it. */
  public LoopStatistics forLoop() {
    var loop = new LoopStatistics(methods.size(), reasons.size());
    loops.add(loop);
    return loop;
  }

  /** All loops together, as they stand; counts only ever grow from one snapshot to the next. */
  public StatisticsSnapshot snapshot() {
    var series = new ArrayList<Series>();
    for (var method = 0; method <= methods.size(); method++) {
      for (var outcome : Outcome.values()) {
        var latencies = sum(method * OUTCOMES + outcome.column());
        if (latencies.count() > 0) {
          series.add(new Series(methodName(method), outcome, latencies));
        }
      }
    }
    return new StatisticsSnapshot(network, series, reasonCounts());
  }

  private Latencies sum(int index) {
    var sums = new long[Latencies.CELLS];
    for (var loop : loops) {
      loop.addTo(index, sums);
    }
    return new Latencies(sums);
  }

  private List<ReasonCount> reasonCounts() {
    var counts = new ArrayList<ReasonCount>();
    for (var reason = 0; reason < reasons.size(); reason++) {
      var count = 0L;
      for (var loop : loops) {
        count += loop.reasonCount(reason);
      }
      counts.add(new ReasonCount(reasons.get(reason), count));
    }
    return counts;
  }

  private String methodName(int method) {
    return method < methods.size() ? methods.get(method) : OTHER;
  }
}
