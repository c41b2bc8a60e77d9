package headgate.gateway.observe.writes;

import headgate.gateway.observe.NetworkStatus;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the networks report about their writes. */
public final class WriteMetrics {
  private WriteMetrics() {}

  /** One metric for each part of their status. */
  public static List<MetricSnapshot> of(List<NetworkStatus> networks) {
    return List.of(
        counts(
            "headgate_write_copies",
            "Transactions that were sent to one more node because of fanOut.",
            "outcome",
            networks,
            WriteStatus::copies),
        counts(
            "headgate_write_resends",
            "Transactions that were sent again because they were in no block.",
            "outcome",
            networks,
            WriteStatus::resends),
        counts(
            "headgate_writes_left",
            "Transactions that are no longer sent again, by reason.",
            "reason",
            networks,
            WriteStatus::left),
        counts(
            "headgate_writes_lost",
            "Writes whose answer was lost, by what was learnt of them.",
            "outcome",
            networks,
            WriteStatus::lost),
        kept(networks));
  }

  private static MetricSnapshot counts(
      String name,
      String help,
      String label,
      List<NetworkStatus> networks,
      Function<WriteStatus, Map<String, Long>> part) {
    var metric = CounterSnapshot.builder().name(name).help(help);
    for (var network : networks) {
      part.apply(network.writes())
          .forEach((word, count) ->
              metric.dataPoint(
                  CounterDataPointSnapshot.builder()
                      .labels(Labels.of("network", network.name(), label, word))
                      .value(count)
                      .build()));
    }
    return metric.build();
  }

  private static MetricSnapshot kept(List<NetworkStatus> networks) {
    var metric =
        GaugeSnapshot.builder()
            .name("headgate_writes_kept")
            .help("Acknowledged transactions that are not known to be in a block.");
    for (var network : networks) {
      metric.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(Labels.of("network", network.name()))
              .value(network.writes().kept())
              .build());
    }
    return metric.build();
  }
}
