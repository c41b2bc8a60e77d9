package headgate.cli.demo;

import headgate.cli.demo.DemoReport.NodeFate;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.StatusSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remembers every state in which the gateway saw each node. */
final class Watch {
  private final StatusSource status;
  private final Map<String, Set<String>> states = new LinkedHashMap<>();

  Watch(StatusSource status) {
    this.status = status;
  }

  /** Looks once; to be called often. */
  NetworkStatus look() {
    var network = status.networks().getFirst();
    for (var node : network.nodes()) {
      states.computeIfAbsent(node.name(), _ -> new LinkedHashSet<>()).add(node.state());
    }
    return network;
  }

  /** How each node fared until now. */
  List<NodeFate> fates(Stage stage) {
    var fates = new ArrayList<NodeFate>();
    for (var node : look().nodes()) {
      fates.add(
          new NodeFate(
              node.name(),
              stage.requests(fates.size()),
              List.copyOf(states.getOrDefault(node.name(), Set.of())),
              node.height(),
              node.lag()));
    }
    return fates;
  }
}
