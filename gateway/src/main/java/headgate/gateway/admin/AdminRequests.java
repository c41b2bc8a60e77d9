package headgate.gateway.admin;

import headgate.gateway.admin.message.AdminReply;
import headgate.gateway.admin.message.AdminRequest;
import java.io.IOException;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests to an admin port that are meant for it. */
final class AdminRequests {
  private static final Logger LOG = LoggerFactory.getLogger(AdminRequests.class);

  private final HostRule hosts;
  private final AdminPages pages;

  AdminRequests(HostRule hosts, AdminPages pages) {
    this.hosts = hosts;
    this.pages = pages;
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
    if (!meant(request)) {
      return AdminReply.text(403, "this host name is not configured for the admin port");
    }
    if (request.hasBody() && request.body().isEmpty()) {
      return AdminReply.text(413, request.bodyRefusal());
    }
    return pages.reply(request, from);
  }

  /** Load balancers check health without a host; a browser, which could be led here, names one. */
  private boolean meant(AdminRequest request) {
    var named = request.all("Host");
    return named.isEmpty()
        ? request.path().endsWith("/healthz") || request.path().endsWith("/readyz")
        : named.size() == 1 && hosts.permits(named.getFirst());
  }
}
