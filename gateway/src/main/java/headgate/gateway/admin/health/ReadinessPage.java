package headgate.gateway.admin.health;

import headgate.gateway.admin.message.AdminReply;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.StatusSource;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says whether every network can answer, in a word or in full. */
public final class ReadinessPage {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final StatusSource status;

  /** Of these networks. */
  public ReadinessPage(StatusSource status) {
    this.status = status;
  }

  /** The answer, in a word or in full. */
  public AdminReply reply(boolean verbose) {
    var networks = status.networks();
    var draining = status.draining();
    var ready =
        !draining && !networks.isEmpty() && networks.stream().allMatch(NetworkStatus::ready);
    var code = ready ? OK : UNAVAILABLE;
    if (verbose) {
      return AdminReply.json(code, page(ready, networks).put("draining", draining));
    }
    var why = draining ? ": draining" : reasons(networks);
    return AdminReply.text(code, ready ? "ready" : "not ready" + why);
  }

  private static String reasons(List<NetworkStatus> networks) {
    return networks.stream()
        .filter(network -> !network.ready())
        .map(network -> ": " + network.name() + ": " + StatusJson.reason(network))
        .collect(Collectors.joining());
  }

  private static ObjectNode page(boolean ready, List<NetworkStatus> networks) {
    var page = JSON.createObjectNode().put("ready", ready);
    var list = page.putArray("networks");
    networks.forEach(network -> list.add(StatusJson.network(network)));
    return page;
  }
}
