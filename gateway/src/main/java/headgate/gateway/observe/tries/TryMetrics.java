package headgate.gateway.observe.tries;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** What networks report about their tries beyond the first of a call, and about who waits. */
public final class TryMetrics {
  private TryMetrics() {}

  /** All of them, by the networks' names. */
  public static List<MetricSnapshot> of(Map<String, TryStatus> networks) {
    return List.of(
        further(networks),
        count(
            "headgate_hedges",
            "Tries at a second node beside a slow first one.",
            networks,
            TryStatus::hedges),
        count(
            "headgate_hedges_won",
            "Hedges whose answer the caller got.",
            networks,
            TryStatus::hedgesWon),
        share(
            "headgate_retry_room_used_ratio",
            "Share of the room for tries after a failure that is used.",
            networks,
            TryStatus::retryRoomUsed),
        share(
            "headgate_hedge_room_used_ratio",
            "Share of the room for hedges that is used.",
            networks,
            TryStatus::hedgeRoomUsed),
        waiting(networks));
  }

  private static MetricSnapshot further(Map<String, TryStatus> networks) {
    var metric =
        CounterSnapshot.builder()
            .name("headgate_further_tries")
            .help("Tries that were not the first of their call, by the reason for them.");
    networks.forEach((network, tries) -> {
      for (var why : FurtherTry.values()) {
        metric.dataPoint(
            CounterDataPointSnapshot.builder()
                .labels(Labels.of("network", network, "why", why.label()))
                .value((double) tries.further(why))
                .build());
      }
    });
    return metric.build();
  }

  private static MetricSnapshot count(
      String name, String help, Map<String, TryStatus> networks, ToLongFunction<TryStatus> value) {
    var metric = CounterSnapshot.builder().name(name).help(help);
    networks.forEach((network, tries) ->
        metric.dataPoint(
            CounterDataPointSnapshot.builder()
                .labels(Labels.of("network", network))
                .value((double) value.applyAsLong(tries))
                .build()));
    return metric.build();
  }

  private static MetricSnapshot share(
      String name,
      String help,
      Map<String, TryStatus> networks,
      ToDoubleFunction<TryStatus> value) {
    var metric = GaugeSnapshot.builder().name(name).help(help);
    networks.forEach((network, tries) ->
        metric.dataPoint(gauge(Labels.of("network", network), value.applyAsDouble(tries))));
    return metric.build();
  }

  private static MetricSnapshot waiting(Map<String, TryStatus> networks) {
    var metric =
        GaugeSnapshot.builder()
            .name("headgate_waiting_calls")
            .help("Calls that wait for a node to have room for them.");
    networks.forEach((network, tries) ->
        tries
            .waiting()
            .forEach((lane, calls) ->
                metric.dataPoint(gauge(Labels.of("network", network, "lane", lane), calls))));
    return metric.build();
  }

  private static GaugeDataPointSnapshot gauge(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }
}
