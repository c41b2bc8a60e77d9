package headgate.gateway.admin.health;

import headgate.gateway.admin.message.AdminReply;
import headgate.gateway.admin.message.AdminRequest;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.NodeStatus;
import headgate.gateway.observe.StatusSource;
import java.util.List;

/**
 * The health of single nodes, for what watches nodes and not the gateway.
 *
 * <p>{@code healthz} asks whether a process is there, for those who replace what is dead: a node
 * that restores or catches up is alive, and must not be killed for it. {@code readyz} asks whether
 * the node is good for calls, for load balancers.
 */
public final class NodeHealthPages {
  /** Where its paths begin. */
  public static final String ROOT = "/nodes/";

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final StatusSource status;

  /** Of the nodes of these networks. */
  public NodeHealthPages(StatusSource status) {
    this.status = status;
  }

  /** A node as it stands now. */
  private record Found(NetworkStatus network, NodeStatus node) {}

  /** Answers {@code /nodes/NODE/healthz}, or {@code /nodes/NETWORK/NODE/healthz}. */
  public AdminReply reply(AdminRequest request) {
    // "", "nodes", [NETWORK], NODE, PAGE
    var parts = List.of(request.path().split("/", -1));
    var length = parts.size();
    if (length < 4 || length > 5) {
      return AdminReply.text(404, "there is /nodes/NODE/healthz and /nodes/NODE/readyz");
    }
    var found =
        status.networks().stream()
            .filter(network -> length == 4 || network.name().equals(parts.get(2)))
            .flatMap(network -> network.nodes().stream().map(node -> new Found(network, node)))
            .filter(each -> each.node.name().equals(parts.get(length - 2)))
            .toList();
    return switch (found.size()) {
      case 0 -> AdminReply.text(404, "there is no such node");
      case 1 -> page(parts.getLast(), request.query(), found.getFirst());
      default -> AdminReply.text(404, "several networks have it: ask /nodes/NETWORK/NODE");
    };
  }

  /**
   * The pages for the first node of the first network alone: {@code /healthz} and {@code /readyz}
   * are that node's.
   */
  public AdminReply ofFirst(AdminRequest request) {
    if (!request.reads()) {
      return AdminReply.notAllowed("GET, HEAD");
    }
    var network = status.networks().getFirst();
    var found = new Found(network, network.nodes().getFirst());
    return page(request.path().substring(1), request.query(), found);
  }

  private static AdminReply page(String page, String query, Found found) {
    return switch (page) {
      case "healthz" -> alive(found.node);
      case "readyz" -> ready(found, "verbose=true".equals(query));
      default -> AdminReply.text(404, "there is healthz and readyz");
    };
  }

  private static AdminReply alive(NodeStatus node) {
    return node.alive()
        ? AdminReply.text(OK, "alive")
        : AdminReply.text(UNAVAILABLE, "not alive: " + failure(node));
  }

  private static String failure(NodeStatus node) {
    return node.lastProbeFailure().isEmpty() ? "not heard of yet" : node.lastProbeFailure();
  }

  private static AdminReply ready(Found found, boolean verbose) {
    var node = found.node;
    var code = node.up() ? OK : UNAVAILABLE;
    if (verbose) {
      var json = StatusJson.node(node);
      StatusJson.putHeight(json, "servingHeight", found.network.servingHeight());
      json.put("headAgeSeconds", found.network.head().ageSeconds());
      return AdminReply.json(code, json);
    }
    return AdminReply.text(
        code, node.up() ? "ready" : "not ready: " + node.state() + ": " + node.reason());
  }
}
