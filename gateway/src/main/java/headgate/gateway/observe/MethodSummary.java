package headgate.gateway.observe;

import java.util.List;
import java.util.function.Predicate;

/**
 * All calls of one method, in the numbers that a table shows.
 *
 * @param method a name from the profile, or {@link Statistics#OTHER}
 * @param calls all of them
 * @param saved answered by the cache or by another call's fetch
 * @param cacheable those for which the cache was asked
 * @param nodeErrors answered by a node with a JSON-RPC error
 * @param refused told why they were not admitted
 * @param failed for which no answer could be had
 * @param latencies of every call
 */
public record MethodSummary(
    String method,
    long calls,
    long saved,
    long cacheable,
    long nodeErrors,
    long refused,
    long failed,
    Latencies latencies) {

  /** The share of cacheable calls that needed no fetch of their own, 0 to 1. */
  public double hitRatio() {
    return cacheable == 0 ? 0 : (double) saved / cacheable;
  }

  /** Adds up the series of one method, of which there is at least one. */
  static MethodSummary of(List<Series> series) {
    return new MethodSummary(
        series.getFirst().method(),
        count(series, outcome -> true),
        count(series, Outcome::savedFetch),
        count(series, Outcome::cacheable),
        count(series, outcome -> outcome == Outcome.NODE_ERROR),
        count(series, outcome -> outcome.kind() == Outcome.Kind.REFUSAL),
        count(series, outcome -> outcome.kind() == Outcome.Kind.FAILURE),
        series.stream().map(Series::latencies).reduce(Latencies.NONE, Latencies::plus));
  }

  private static long count(List<Series> series, Predicate<Outcome> which) {
    return series.stream()
        .filter(one -> which.test(one.outcome()))
        .mapToLong(one -> one.latencies().count())
        .sum();
  }
}
