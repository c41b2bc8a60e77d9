package headgate.gateway.observe.peers;

import headgate.gateway.observe.peers.PeerStatus.Hints;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What is reported of the other gateways. */
public final class PeerMetrics {
  private PeerMetrics() {}

  /** One metric for each part of the status. */
  public static List<MetricSnapshot> of(PeerStatus peers) {
    return List.of(
        hints("headgate_peer_hints_sent", "Heights told to another gateway.", peers, Hints::sent),
        hints(
            "headgate_peer_hints_unsent",
            "Heights that could not be sent to another gateway.",
            peers,
            Hints::unsent),
        hints(
            "headgate_peer_hints_received",
            "Heights that another gateway told.",
            peers,
            Hints::received),
        hints(
            "headgate_peer_probes",
            "Questions to nodes that were asked sooner because another gateway told a height.",
            peers,
            Hints::probes),
        refused(peers));
  }

  private static MetricSnapshot hints(
      String name, String help, PeerStatus peers, ToLongFunction<Hints> value) {
    var metric = CounterSnapshot.builder().name(name).help(help);
    for (var hints : peers.networks()) {
      metric.dataPoint(counter("network", hints.network(), value.applyAsLong(hints)));
    }
    return metric.build();
  }

  private static MetricSnapshot refused(PeerStatus peers) {
    var metric =
        CounterSnapshot.builder()
            .name("headgate_peer_hints_refused")
            .help("Datagrams that were not taken for a hint, by reason.");
    new TreeMap<>(peers.refused())
        .forEach((reason, count) -> metric.dataPoint(counter("reason", reason, count)));
    return metric.build();
  }

  private static CounterDataPointSnapshot counter(String label, String word, long value) {
    return CounterDataPointSnapshot.builder()
        .labels(Labels.of(label, word))
        .value((double) value)
        .build();
  }
}
