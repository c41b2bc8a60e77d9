package headgate.gateway.admin;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the admin port's requests: GET and HEAD of a few paths, nothing else. */
final class AdminRequests {
  private static final Logger LOG = LoggerFactory.getLogger(AdminRequests.class);

  private final HostRule hosts;
  private final ReadinessPage readiness;
  private final MetricsPage metrics;

  AdminRequests(HostRule hosts, ReadinessPage readiness, MetricsPage metrics) {
    this.hosts = hosts;
    this.readiness = readiness;
    this.metrics = metrics;
  }

  AdminAnswer answer(AdminRequest request) throws IOException {
    var headOnly = request.method().equals("HEAD");
    try {
      return AdminAnswer.of(reply(request), headOnly);
    } catch (RuntimeException bug) {
      LOG.error("the admin port could not make an answer", bug);
      return AdminAnswer.of(AdminReply.text(500, "internal error"), headOnly);
    }
  }

  private AdminReply reply(AdminRequest request) {
    if (request.all("Host").size() != 1 || !hosts.permits(request.first("Host"))) {
      return AdminReply.text(403, "this host name is not configured for the admin port");
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return AdminReply.text(405, "only GET and HEAD");
    }
    if (request.hasBody()) {
      return AdminReply.text(413, "no request body is taken");
    }
    return page(request);
  }

  private AdminReply page(AdminRequest request) {
    return switch (request.path()) {
      case "/healthz" -> AdminReply.text(200, "ok");
      case "/readyz" -> readiness.reply("verbose=true".equals(request.query()));
      case "/metrics" -> metrics.reply(request.first("Accept"));
      default -> AdminReply.text(404, "there is /healthz, /readyz and /metrics");
    };
  }
}
