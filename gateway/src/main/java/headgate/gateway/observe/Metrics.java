package headgate.gateway.observe;

import headgate.gateway.observe.load.LoadMetrics;
import headgate.gateway.observe.machine.MachineMetrics;
import headgate.gateway.observe.peers.PeerMetrics;
import headgate.gateway.observe.reload.ReloadMetrics;
import headgate.gateway.observe.tries.TryMetrics;
import headgate.gateway.observe.tries.TryStatus;
import headgate.gateway.observe.writes.WriteMetrics;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The gateway's numbers as Prometheus reads them: every name begins with {@code headgate_}, but for
 * those of the process and the JVM, which have the names that they have everywhere; every unit is a
 * base unit, every label has a bounded set of values.
 */
public final class Metrics {
  private final Supplier<List<Statistics>> statistics;
  private final StatusSource status;
  private final MachineMetrics machine = new MachineMetrics();

  /**
   * Reads only when asked.
   *
   * @param statistics gives those of the networks that there are then, one per network
   * @param status nodes, caches and connections
   */
  public Metrics(Supplier<List<Statistics>> statistics, StatusSource status) {
    this.statistics = statistics;
    this.status = status;
  }

  /** Everything, as it stands now. */
  public MetricSnapshots collect() {
    var snapshots = statistics.get().stream().map(Statistics::snapshot).toList();
    var metrics = new ArrayList<MetricSnapshot>();
    metrics.add(calls(snapshots));
    metrics.add(CallDurations.of(snapshots));
    metrics.add(failures(snapshots));
    metrics.addAll(StatusMetrics.of(status));
    metrics.addAll(WriteMetrics.of(status.networks()));
    metrics.addAll(LoadMetrics.of(status.networks()));
    metrics.addAll(TryMetrics.of(tries()));
    metrics.addAll(PeerMetrics.of(status.process().peers()));
    metrics.addAll(ReloadMetrics.of(status.process().reloads()));
    metrics.addAll(machine.metrics());
    return new MetricSnapshots(metrics);
  }

  private Map<String, TryStatus> tries() {
    var byNetwork = new LinkedHashMap<String, TryStatus>();
    status.networks().forEach(network -> byNetwork.put(network.name(), network.tries()));
    return byNetwork;
  }

  private static MetricSnapshot calls(List<StatisticsSnapshot> snapshots) {
    var metric =
        CounterSnapshot.builder()
            .name("headgate_calls")
            .help("Calls that ended, by method and outcome.");
    for (var network : snapshots) {
      for (var series : network.series()) {
        metric.dataPoint(counter(labels(network, series), series.latencies().count()));
      }
    }
    return metric.build();
  }

  private static MetricSnapshot failures(List<StatisticsSnapshot> snapshots) {
    var metric =
        CounterSnapshot.builder()
            .name("headgate_failures")
            .help("Calls that were refused or failed, by reason.");
    for (var network : snapshots) {
      for (var reason : network.reasons()) {
        metric.dataPoint(
            counter(
                Labels.of("network", network.network(), "reason", reason.reason()),
                reason.count()));
      }
    }
    return metric.build();
  }

  static Labels labels(StatisticsSnapshot network, Series series) {
    return Labels.of(
        "network",
        network.network(),
        "method",
        series.method(),
        "outcome",
        series.outcome().label());
  }

  static CounterDataPointSnapshot counter(Labels labels, long value) {
    return CounterDataPointSnapshot.builder().labels(labels).value((double) value).build();
  }
}
