package headgate.gateway.admin;

import headgate.gateway.admin.health.MetricsPage;
import headgate.gateway.admin.health.NodeHealthPages;
import headgate.gateway.admin.health.ReadinessPage;
import headgate.gateway.admin.message.AdminReply;
import headgate.gateway.admin.message.AdminRequest;
import headgate.gateway.admin.orders.NodePages;
import headgate.gateway.admin.orders.Operations;
import headgate.gateway.config.AdminConfig;
import headgate.gateway.observe.Metrics;
import headgate.gateway.observe.StatusSource;
import java.net.InetAddress;

/** What a gateway's admin port has: a few paths to read, and orders for nodes below one. */
final class GatewayPages implements AdminPages {
  private final ReadinessPage readiness;
  private final MetricsPage metrics;
  private final NodePages nodes;
  private final NodeHealthPages health;

  GatewayPages(AdminConfig config, Metrics metrics, StatusSource status, Operations orders) {
    readiness = new ReadinessPage(status);
    this.metrics = new MetricsPage(metrics);
    nodes = new NodePages(status, orders, config.token());
    health = new NodeHealthPages(status);
  }

  @Override
  public AdminReply reply(AdminRequest request, InetAddress from) {
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
      default -> request.path().startsWith(NodeHealthPages.ROOT) ? health.reply(request) : absent();
    };
  }

  private static AdminReply absent() {
    return AdminReply.text(
        404, "there is /healthz, /readyz, /metrics, /nodes/NODE/readyz and /v1/networks");
  }
}
