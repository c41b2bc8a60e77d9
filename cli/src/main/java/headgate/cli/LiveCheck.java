package headgate.cli;

import headgate.cli.talk.ExitCode;
import headgate.cli.talk.Table;
import headgate.gateway.Gateway;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.NodeStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the nodes of a configuration stand, as the gateway itself sees them: it is started on free
 * loopback ports, looks at its nodes, and is stopped. So trust, headers and the network's id are
 * judged by the code that will serve.
 */
final class LiveCheck {
  /** A node that is alone is believed after three block intervals. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int PROBES_MISSED_MAX = 3;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final List<NetworkStatus> networks;

  private LiveCheck(List<NetworkStatus> networks) {
    this.networks = List.copyOf(networks);
  }

  /** Looks until every node was heard or given up, for ten seconds at most. */
  static LiveCheck of(GatewayConfig config) throws InterruptedException {
    var loopback = "127.0.0.1";
    var gateway =
        GatewayStart.of(config.at(config.listen().at(loopback, 0), config.admin().at(loopback, 0)));
    try {
      return new LiveCheck(watched(gateway));
    } finally {
      gateway.stop();
    }
  }

  private static List<NetworkStatus> watched(Gateway gateway) throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    var networks = gateway.networks();
    while (!settled(networks) && System.nanoTime() - deadline < 0) {
      Thread.sleep(PAUSE);
      networks = gateway.networks();
    }
    return networks;
  }

  /** Nothing more is to be learned: every node is up, lags, or has missed its probes. */
  private static boolean settled(List<NetworkStatus> networks) {
    return networks.stream()
        .flatMap(network -> network.nodes().stream())
        .allMatch(node ->
            node.up()
                || (node.height() >= 0 && !node.reason().equals(NodeStanding.AWAITED))
                || node.probeFailures() >= PROBES_MISSED_MAX);
  }

  private static boolean allUp(List<NetworkStatus> networks) {
    return networks.stream()
        .allMatch(network -> network.ready() && network.nodes().stream().allMatch(NodeStatus::up));
  }

  Table table() {
    var table =
        new Table("NETWORK", "NODE", "STATE", "NETWORK ID", "HEIGHT", "LAG", "LATENCY", "WHY");
    for (var network : networks) {
      for (var node : network.nodes()) {
        table.row(
            network.name(),
            node.name(),
            node.state(),
            node.networkId().isEmpty() ? "-" : node.networkId(),
            node.height() < 0 ? "-" : node.height(),
            node.height() < 0 ? "-" : node.lag(),
            latency(node),
            node.reason());
      }
    }
    return table;
  }

  /** How long its last probe took; less than a tenth is shown as one. */
  private static String latency(NodeStatus node) {
    return node.latencyMillis() > 0
        ? String.format(Locale.ROOT, "%.1f ms", Math.max(0.1, node.latencyMillis()))
        : "-";
  }

  ObjectNode json() {
    var object =
        JsonMapper.shared().createObjectNode().put("valid", true).put("live", allUp(networks));
    var list = object.putArray("networks");
    for (var network : networks) {
      var nodes =
          list.addObject()
              .put("name", network.name())
              .put("ready", network.ready())
              .put("servingHeight", network.servingHeight())
              .putArray("nodes");
      for (var node : network.nodes()) {
        nodes
            .addObject()
            .put("name", node.name())
            .put("state", node.state())
            .put("networkId", node.networkId())
            .put("reason", node.reason())
            .put("height", node.height())
            .put("lag", node.lag())
            .put("latencyMillis", node.latencyMillis());
      }
    }
    return object;
  }

  /** 0 where every node is up, 4 where calls can be answered all the same, else 1. */
  int exitCode() {
    if (allUp(networks)) {
      return ExitCode.OK;
    }
    return networks.stream().allMatch(NetworkStatus::ready) ? ExitCode.DEGRADED : ExitCode.FAILURE;
  }
}
