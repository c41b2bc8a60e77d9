package headgate.gateway.admin.orders;

import headgate.gateway.admin.message.AdminReply;
import headgate.gateway.admin.message.AdminRequest;

/**
 * Says what would become of a call that is posted to it. With {@code live=true} a read is made as
 * well, which costs nodes work and shows its answer, so that needs the token; a plan does not.
 */
public final class ExplainPage {
  private static final int OK = 200;
  private static final long PATIENCE_SECONDS = 12;

  private final Operations operations;
  private final AdminToken token;

  ExplainPage(Operations operations, AdminToken token) {
    this.operations = operations;
    this.token = token;
  }

  AdminReply reply(AdminRequest request, String network) {
    if (!request.method().equals("POST")) {
      return AdminReply.notAllowed("POST");
    }
    if (request.body().isBlank()) {
      return AdminReply.error(400, "the body has to be the call");
    }
    return switch (request.query()) {
      case "", "live=false" -> told(request, network, false);
      case "live=true" -> {
        var refusal = token.refusal(request);
        yield refusal == null ? told(request, network, true) : refusal;
      }
      default -> AdminReply.error(400, "the query can only be live=true or live=false");
    };
  }

  private AdminReply told(AdminRequest request, String network, boolean live) {
    var told = operations.explain(network, request.body(), live);
    return Awaited.reply(told, PATIENCE_SECONDS, text -> AdminReply.json(OK, text));
  }
}
