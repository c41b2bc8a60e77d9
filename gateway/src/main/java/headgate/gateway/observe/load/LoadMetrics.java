package headgate.gateway.observe.load;

import headgate.gateway.observe.NetworkStatus;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** What the networks report about the load that they bear. */
public final class LoadMetrics {
  private static final double MILLIS = 1_000;

  private LoadMetrics() {}

  /** One metric for each part of their status. */
  public static List<MetricSnapshot> of(List<NetworkStatus> networks) {
    return List.of(rungs(networks), shed(networks), delays(networks));
  }

  private static MetricSnapshot rungs(List<NetworkStatus> networks) {
    var metric =
        GaugeSnapshot.builder()
            .name("headgate_overload_rung")
            .help("How much a network has to do without: 0 for nothing.");
    for (var network : networks) {
      var load = network.load();
      metric.dataPoint(
          gauge(Labels.of("network", network.name()), load.rungs().indexOf(load.rung())));
    }
    return metric.build();
  }

  private static MetricSnapshot shed(List<NetworkStatus> networks) {
    var metric =
        CounterSnapshot.builder()
            .name("headgate_overload_refused_calls")
            .help("Calls that were refused because the nodes had too much to do, by priority.");
    for (var network : networks) {
      network
          .load()
          .shed()
          .forEach((priority, count) ->
              metric.dataPoint(
                  CounterDataPointSnapshot.builder()
                      .labels(Labels.of("network", network.name(), "priority", priority))
                      .value(count)
                      .build()));
    }
    return metric.build();
  }

  private static MetricSnapshot delays(List<NetworkStatus> networks) {
    var metric =
        GaugeSnapshot.builder()
            .name("headgate_queue_delay_seconds")
            .help("The shortest wait for a node in the last moment that calls came in.");
    for (var network : networks) {
      network
          .load()
          .delayMillis()
          .forEach((lane, millis) ->
              metric.dataPoint(
                  gauge(Labels.of("network", network.name(), "lane", lane), millis / MILLIS)));
    }
    return metric.build();
  }

  private static GaugeDataPointSnapshot gauge(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }
}
