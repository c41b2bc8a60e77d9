package headgate.gateway.observe;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** What the networks, their nodes and the process report about themselves. */
final class StatusMetrics {
  private StatusMetrics() {}

  static List<MetricSnapshot> of(StatusSource status) {
    var networks = status.networks();
    var process = status.process();
    return List.of(
        network(
            "headgate_serving_height",
            "Height at which calls are answered; -1 while there is none.",
            networks,
            NetworkStatus::servingHeight),
        network(
            "headgate_generation",
            "How often all that was cached had to be forgotten.",
            networks,
            network -> network.head().generation()),
        network(
            "headgate_head_age_seconds",
            "Age of the newest block that is served; -1 while unknown.",
            networks,
            network -> network.head().ageSeconds()),
        network(
            "headgate_halted",
            "1 while the chain makes no blocks.",
            networks,
            network -> network.head().halted() ? 1 : 0),
        follower(networks),
        quarantines(networks),
        network(
            "headgate_ready",
            "1 while calls can be answered.",
            networks,
            network -> network.ready() ? 1 : 0),
        network(
            "headgate_cache_entries",
            "Answers that are kept.",
            networks,
            NetworkStatus::cacheEntries),
        network(
            "headgate_cache_bytes",
            "Bytes of the answers that are kept.",
            networks,
            NetworkStatus::cacheBytes),
        network(
            "headgate_streams",
            "Open WebSocket streams of callers.",
            networks,
            NetworkStatus::streams),
        network(
            "headgate_fetches",
            "Reads that are being fetched.",
            networks,
            network -> network.pending().fetches()),
        network(
            "headgate_held_calls",
            "Calls and answers that wait until their height is served.",
            networks,
            network -> network.pending().held()),
        streamEnds(networks),
        fallbacksInUse(networks),
        fallbackUses(networks),
        fallbackCount(
            "headgate_fallback_calls",
            "Tries at nodes with the role fallback.",
            networks,
            NetworkStatus.Fallbacks::calls),
        fallbackCount(
            "headgate_fallback_refused_calls",
            "Calls that were refused because only fallbacks could serve, and had had theirs.",
            networks,
            NetworkStatus.Fallbacks::refused),
        node(
            "headgate_node_height",
            "Newest block of a node; -1 while unknown.",
            networks,
            NodeStatus::height),
        node(
            "headgate_node_lag_blocks",
            "Blocks behind the serving height; negative where ahead.",
            networks,
            NodeStatus::lag),
        node(
            "headgate_node_latency_seconds",
            "Moving average of a node's latency.",
            networks,
            node -> node.latencyMillis() / 1_000),
        node(
            "headgate_node_in_flight_calls",
            "Calls that a node works on.",
            networks,
            NodeStatus::inFlight),
        node(
            "headgate_node_streams", "WebSocket streams to a node.", networks, NodeStatus::streams),
        node(
            "headgate_node_up",
            "1 while a node is chosen for calls.",
            networks,
            node -> node.up() ? 1 : 0),
        states(networks),
        node(
            "headgate_node_reads_max",
            "Reads that a node may have at once.",
            networks,
            node -> node.load().readsMax()),
        node(
            "headgate_node_ejected",
            "1 while a node is left out for failing.",
            networks,
            node -> node.load().ejected() ? 1 : 0),
        node(
            "headgate_node_cooling",
            "1 while a node is left alone as it asked.",
            networks,
            node -> node.load().cooling() ? 1 : 0),
        nodeCount(
            "headgate_node_ejections",
            "How often a node was left out for failing.",
            networks,
            node -> node.load().ejections()),
        nodeCount(
            "headgate_node_retries",
            "Tries at a node that were not the first of their call.",
            networks,
            NodeStatus::retries),
        nodeCount(
            "headgate_node_probe_failures", "Failed probes.", networks, NodeStatus::probeFailures),
        process("headgate_connections", "Open client connections.", process.connections()),
        process(
            "headgate_draining",
            "1 while the gateway takes its leave of callers.",
            status.draining() ? 1 : 0),
        process(
            "headgate_buffered_bytes",
            "Bytes held in bodies, answers and write queues.",
            (double) process.bufferedBytes()),
        process(
            "headgate_network_memory_bytes",
            "Memory taken for network buffers, used or not.",
            (double) process.networkBytes()),
        refusedConnections(process),
        accessLines(process));
  }

  private static MetricSnapshot network(
      String name,
      String help,
      List<NetworkStatus> networks,
      ToDoubleFunction<NetworkStatus> value) {
    var metric = GaugeSnapshot.builder().name(name).help(help);
    for (var network : networks) {
      metric.dataPoint(gauge(Labels.of("network", network.name()), value.applyAsDouble(network)));
    }
    return metric.build();
  }

  private static MetricSnapshot node(
      String name, String help, List<NetworkStatus> networks, ToDoubleFunction<NodeStatus> value) {
    var metric = GaugeSnapshot.builder().name(name).help(help);
    for (var network : networks) {
      for (var node : network.nodes()) {
        metric.dataPoint(gauge(labels(network, node), value.applyAsDouble(node)));
      }
    }
    return metric.build();
  }

  /** Only the present state is a series; an alert looks at {@code headgate_node_up}. */
  private static MetricSnapshot states(List<NetworkStatus> networks) {
    var metric =
        GaugeSnapshot.builder()
            .name("headgate_node_state")
            .help("1 with the state that a node is in; other states are absent.");
    for (var network : networks) {
      for (var node : network.nodes()) {
        metric.dataPoint(gauge(labels(network, node).add("state", node.state()), 1));
      }
    }
    return metric.build();
  }

  /** Only the node that is followed is a series. */
  private static MetricSnapshot follower(List<NetworkStatus> networks) {
    var metric =
        GaugeSnapshot.builder()
            .name("headgate_follower")
            .help("1 with the node whose blocks are followed, and what tells new ones.");
    for (var network : networks) {
      var head = network.head();
      if (!head.followed().isEmpty()) {
        var labels = Labels.of("network", network.name(), "node", head.followed());
        var source = head.streaming() ? "stream" : "probes";
        metric.dataPoint(gauge(labels.add("source", source), 1));
      }
    }
    return metric.build();
  }

  private static MetricSnapshot fallbacksInUse(List<NetworkStatus> networks) {
    var metric =
        GaugeSnapshot.builder()
            .name("headgate_fallback_in_use")
            .help("1 while calls of the lane go to fallbacks first.");
    for (var network : networks) {
      for (var use : network.fallbacks().uses()) {
        metric.dataPoint(gauge(labels(network, use), use.inUse() ? 1 : 0));
      }
    }
    return metric.build();
  }

  private static MetricSnapshot fallbackUses(List<NetworkStatus> networks) {
    var metric =
        CounterSnapshot.builder()
            .name("headgate_fallback_uses")
            .help("How often calls of the lane began to go to fallbacks first.");
    for (var network : networks) {
      for (var use : network.fallbacks().uses()) {
        metric.dataPoint(Metrics.counter(labels(network, use), use.times()));
      }
    }
    return metric.build();
  }

  private static Labels labels(NetworkStatus network, NetworkStatus.Use use) {
    return Labels.of("network", network.name(), "lane", use.lane());
  }

  private static MetricSnapshot fallbackCount(
      String name,
      String help,
      List<NetworkStatus> networks,
      ToLongFunction<NetworkStatus.Fallbacks> value) {
    var metric = CounterSnapshot.builder().name(name).help(help);
    for (var network : networks) {
      if (network.fallbacks().exist()) {
        var labels = Labels.of("network", network.name());
        metric.dataPoint(Metrics.counter(labels, value.applyAsLong(network.fallbacks())));
      }
    }
    return metric.build();
  }

  private static MetricSnapshot quarantines(List<NetworkStatus> networks) {
    var metric =
        CounterSnapshot.builder()
            .name("headgate_quarantines")
            .help("Nodes that were put in quarantine for showing another block than others.");
    for (var network : networks) {
      var labels = Labels.of("network", network.name());
      metric.dataPoint(Metrics.counter(labels, network.head().quarantines()));
    }
    return metric.build();
  }

  private static MetricSnapshot nodeCount(
      String name, String help, List<NetworkStatus> networks, ToLongFunction<NodeStatus> value) {
    var metric = CounterSnapshot.builder().name(name).help(help);
    for (var network : networks) {
      for (var node : network.nodes()) {
        metric.dataPoint(Metrics.counter(labels(network, node), value.applyAsLong(node)));
      }
    }
    return metric.build();
  }

  /** Every outcome is a series from the start, so that the first of its kind is seen to happen. */
  private static MetricSnapshot streamEnds(List<NetworkStatus> networks) {
    var metric =
        CounterSnapshot.builder()
            .name("headgate_stream_ends")
            .help("WebSocket streams that ended or were refused, by outcome.");
    for (var network : networks) {
      for (var ended : network.streamEnds().entrySet()) {
        var labels = Labels.of("network", network.name(), "outcome", ended.getKey().label());
        metric.dataPoint(Metrics.counter(labels, ended.getValue()));
      }
    }
    return metric.build();
  }

  private static MetricSnapshot refusedConnections(ProcessStatus process) {
    var metric =
        CounterSnapshot.builder()
            .name("headgate_refused_connections")
            .help("Connections that were closed without an answer, by reason.");
    for (var reason : process.refusedConnections()) {
      metric.dataPoint(Metrics.counter(Labels.of("reason", reason.reason()), reason.count()));
    }
    return metric.build();
  }

  private static MetricSnapshot accessLines(ProcessStatus process) {
    var metric =
        CounterSnapshot.builder()
            .name("headgate_access_log_lines")
            .help("Lines of the access log, by what became of them.");
    for (var became : process.accessLines()) {
      metric.dataPoint(Metrics.counter(Labels.of("outcome", became.reason()), became.count()));
    }
    return metric.build();
  }

  private static MetricSnapshot process(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(gauge(Labels.EMPTY, value))
        .build();
  }

  private static Labels labels(NetworkStatus network, NodeStatus node) {
    return Labels.of("network", network.name(), "node", node.name());
  }

  private static GaugeDataPointSnapshot gauge(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }
}
