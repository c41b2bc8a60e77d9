package headgate.gateway.admin;

import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.NodeStatus;
import headgate.gateway.observe.StatusSource;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says whether every network can answer, in a word or in full. */
final class ReadinessPage {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final StatusSource status;

  ReadinessPage(StatusSource status) {
    this.status = status;
  }

  AdminReply reply(boolean verbose) {
    var networks = status.networks();
    var ready = !networks.isEmpty() && networks.stream().allMatch(NetworkStatus::ready);
    var code = ready ? OK : UNAVAILABLE;
    return verbose
        ? AdminReply.json(code, JSON.writeValueAsString(page(ready, networks)))
        : AdminReply.text(code, ready ? "ready" : "not ready");
  }

  private static ObjectNode page(boolean ready, List<NetworkStatus> networks) {
    var page = JSON.createObjectNode().put("ready", ready);
    var list = page.putArray("networks");
    networks.forEach(network -> list.add(network(network)));
    return page;
  }

  private static ObjectNode network(NetworkStatus network) {
    var object =
        JSON.createObjectNode()
            .put("name", network.name())
            .put("chain", network.chain())
            .put("ready", network.ready())
            .put("reason", reason(network));
    putHeight(object, "servingHeight", network.servingHeight());
    var nodes = object.putArray("nodes");
    network.nodes().forEach(node -> nodes.add(node(node)));
    return object;
  }

  private static ObjectNode node(NodeStatus node) {
    var object =
        JSON.createObjectNode()
            .put("name", node.name())
            .put("state", node.state())
            .put("reason", node.reason())
            .put("networkId", node.networkId());
    putHeight(object, "height", node.height());
    return object
        .put("lag", node.lag())
        .put("latencyMillis", node.latencyMillis())
        .put("inFlight", node.inFlight())
        .put("probeFailures", node.probeFailures())
        .put("lastProbeFailure", node.lastProbeFailure());
  }

  private static String reason(NetworkStatus network) {
    if (network.ready()) {
      return "";
    }
    return network.servingHeight() < 0
        ? "no serving height yet: the nodes have not answered"
        : "no node is up";
  }

  private static void putHeight(ObjectNode object, String key, long height) {
    if (height < 0) {
      object.putNull(key);
    } else {
      object.put(key, height);
    }
  }
}
