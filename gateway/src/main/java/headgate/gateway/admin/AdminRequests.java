package headgate.gateway.admin;

import java.io.IOException;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the admin port's requests: a few paths to read, and orders for nodes below one. */
final class AdminRequests {
  private static final Logger LOG = LoggerFactory.getLogger(AdminRequests.class);

  private final HostRule hosts;
  private final ReadinessPage readiness;
  private final MetricsPage metrics;
  private final NodePages nodes;

  AdminRequests(HostRule hosts, ReadinessPage readiness, MetricsPage metrics, NodePages nodes) {
    this.hosts = hosts;
    this.readiness = readiness;
    this.metrics = metrics;
    this.nodes = nodes;
  }

  /** Makes the answer to a request from that address. */
  AdminAnswer answer(AdminRequest request, InetAddress from) throws IOException {
    var headOnly = request.method().equals("HEAD");
    try {
      return AdminAnswer.of(reply(request, from), headOnly);
    } catch (RuntimeException bug) {
      LOG.error("the admin port could not make an answer", bug);
      return AdminAnswer.of(AdminReply.text(500, "internal error"), headOnly);
    }
  }

  private AdminReply reply(AdminRequest request, InetAddress from) {
    if (request.all("Host").size() != 1 || !hosts.permits(request.first("Host"))) {
      return AdminReply.text(403, "this host name is not configured for the admin port");
    }
    if (request.hasBody()) {
      return AdminReply.text(413, "no request body is taken");
    }
    if (request.path().startsWith(NodePages.ROOT)) {
      return nodes.reply(request, from);
    }
    return request.reads() ? page(request) : AdminReply.notAllowed("GET, HEAD");
  }

  private AdminReply page(AdminRequest request) {
    return switch (request.path()) {
      case "/healthz" -> AdminReply.text(200, "ok");
      case "/readyz" -> readiness.reply("verbose=true".equals(request.query()));
      case "/metrics" -> metrics.reply(request.first("Accept"));
      default -> AdminReply.text(404, "there is /healthz, /readyz, /metrics and /v1/networks");
    };
  }
}
