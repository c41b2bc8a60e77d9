package headgate.gateway.observe;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One network's statistics at one moment.
 *
 * @param network its name
 * @param series what happened so far; a method and outcome that never happened together is absent
 * @param reasons every reason there is, also those that never happened
 */
public record StatisticsSnapshot(String network, List<Series> series, List<ReasonCount> reasons) {
  public StatisticsSnapshot {
    series = List.copyOf(series);
    reasons = List.copyOf(reasons);
  }

  /** What happened between an earlier snapshot and this one. */
  public StatisticsSnapshot since(StatisticsSnapshot earlier) {
    var before =
        earlier.series.stream()
            .collect(Collectors.toMap(StatisticsSnapshot::key, Series::latencies));
    var grown =
        series.stream()
            .map(now ->
                new Series(
                    now.method(),
                    now.outcome(),
                    now.latencies().minus(before.getOrDefault(key(now), Latencies.NONE))))
            .filter(now -> now.latencies().count() > 0)
            .toList();
    return new StatisticsSnapshot(network, grown, reasonsSince(earlier));
  }

  /** One line per method, the busiest first. */
  public List<MethodSummary> methods() {
    return series.stream().collect(Collectors.groupingBy(Series::method)).values().stream()
        .map(MethodSummary::of)
        .sorted(
            Comparator.comparingLong(MethodSummary::calls)
                .reversed()
                .thenComparing(MethodSummary::method))
        .toList();
  }

  private List<ReasonCount> reasonsSince(StatisticsSnapshot earlier) {
    var before =
        earlier.reasons.stream().collect(Collectors.toMap(ReasonCount::reason, ReasonCount::count));
    return reasons.stream()
        .map(now ->
            new ReasonCount(now.reason(), now.count() - before.getOrDefault(now.reason(), 0L)))
        .toList();
  }

  private static List<Object> key(Series series) {
    return List.of(series.method(), series.outcome());
  }
}
