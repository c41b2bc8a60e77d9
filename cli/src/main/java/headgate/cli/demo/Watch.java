package headgate.cli.demo;

import headgate.cli.demo.DemoReport.NodeFate;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.NodeStatus;
import headgate.gateway.observe.StatusSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers every state in which the gateway saw each node, and compares what the gateway holds to
 * be true with what the nodes know.
 */
final class Watch {
  private static final int STATES_MAX = 40;

  private final StatusSource status;
  private final Stage stage;
  private final Map<String, List<String>> states = new LinkedHashMap<>();
  private final Set<String> oddities = new LinkedHashSet<>();
  private long served = -1;

  Watch(StatusSource status, Stage stage) {
    this.status = status;
    this.stage = stage;
  }

  /** Looks once; to be called often. */
  NetworkStatus look() {
    var network = status.networks().getFirst();
    for (var node : network.nodes()) {
      var seen = states.computeIfAbsent(node.name(), _ -> new ArrayList<>());
      if (seen.isEmpty() || !seen.getLast().equals(node.state())) {
        seen.add(node.state());
      }
      if (seen.size() > STATES_MAX) {
        seen.removeFirst();
      }
    }
    compare(network);
    return network;
  }

  /** The chain only grows and no node falls back, so what is odd now was so when it was held. */
  private void compare(NetworkStatus network) {
    if (network.servingHeight() < served) {
      oddities.add("the serving height fell");
    }
    served = network.servingHeight();
    if (served > stage.height()) {
      oddities.add("the serving height was above the chain");
    }
    if (stage.end() >= 0 && served != stage.end()) {
      oddities.add("the serving height was not that of the last block");
    }
    var third = network.nodes().getLast();
    var behind = stage.blocksBehind(network.nodes().size() - 1);
    if (stage.catchesUp() && third.up() && behind > NetworkConfig.LAG_MAX) {
      oddities.add("the " + third.name() + " node was used before it had caught up");
    }
  }

  /** Something else that was not as it should be. */
  void odd(String what) {
    oddities.add(what);
  }

  /** What the gateway held to be true and was not. */
  List<String> oddities() {
    return List.copyOf(oddities);
  }

  /** Whether every node is up. */
  boolean allUp() {
    return look().nodes().stream().allMatch(NodeStatus::up);
  }

  /** Calls that nodes were asked because another had failed. */
  long retries() {
    return look().nodes().stream().mapToLong(NodeStatus::retries).sum();
  }

  /** How each node fared until now. */
  List<NodeFate> fates() {
    var fates = new ArrayList<NodeFate>();
    for (var node : look().nodes()) {
      fates.add(
          new NodeFate(
              node.name(),
              stage.requests(fates.size()),
              List.copyOf(states.getOrDefault(node.name(), List.of())),
              node.height(),
              node.lag()));
    }
    return fates;
  }
}
