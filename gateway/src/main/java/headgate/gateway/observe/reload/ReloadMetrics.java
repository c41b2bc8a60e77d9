package headgate.gateway.observe.reload;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** Reloads as metrics; nothing where there are none. */
public final class ReloadMetrics {
  private ReloadMetrics() {}

  /** All of them as they stand. */
  public static List<MetricSnapshot> of(ReloadStatus status) {
    return status.byOutcome().isEmpty()
        ? List.of()
        : List.of(
            reloads(status),
            gauge(
                "headgate_config_last_reload_failed",
                "1 where the last reload could not be applied and the old configuration serves on.",
                status.lastFailed() ? 1 : 0),
            gauge(
                "headgate_config_last_good_timestamp_seconds",
                "When the configuration that serves was last found to be that of its file.",
                status.lastGoodSeconds()));
  }

  private static MetricSnapshot reloads(ReloadStatus status) {
    var metric =
        CounterSnapshot.builder()
            .name("headgate_config_reloads")
            .help("Reloads of the configuration, by what became of them.");
    status
        .byOutcome()
        .forEach((outcome, count) ->
            metric.dataPoint(
                CounterDataPointSnapshot.builder()
                    .labels(Labels.of("outcome", outcome))
                    .value(count)
                    .build()));
    return metric.build();
  }

  private static MetricSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }
}
