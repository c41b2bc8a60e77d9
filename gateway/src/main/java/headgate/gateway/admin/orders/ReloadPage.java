package headgate.gateway.admin.orders;

import headgate.gateway.admin.message.AdminReply;
import headgate.gateway.admin.message.AdminRequest;
import headgate.gateway.reload.ReloadOutcome;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the configuration read anew and put in place, which needs the token. The answer comes when it
 * is decided, within some seconds; what is wrong with a file is told in the words of {@code
 * headgate check}.
 */
final class ReloadPage {
  private static final Logger AUDIT = LoggerFactory.getLogger("headgate.audit");
  private static final int OK = 200;
  private static final int UNUSABLE = 422;
  private static final int CONFLICT = 409;

  /** Less than the admin port allows for an answer, and more than one reload takes. */
  private static final long PATIENCE_SECONDS = 13;

  private final Operations operations;
  private final AdminToken token;

  ReloadPage(Operations operations, AdminToken token) {
    this.operations = operations;
    this.token = token;
  }

  AdminReply reply(AdminRequest request, InetAddress from) {
    if (!request.method().equals("POST")) {
      return AdminReply.notAllowed("POST");
    }
    var refusal = token.refusal(request);
    if (refusal != null) {
      return refusal;
    }
    return switch (request.query()) {
      case "", "force=false" -> reloaded(false, from);
      case "force=true" -> reloaded(true, from);
      default -> AdminReply.error(400, "the query can only be force=true or force=false");
    };
  }

  private AdminReply reloaded(boolean force, InetAddress from) {
    AUDIT.info("a reload was ordered from {}{}", from.getHostAddress(), force ? ", by force" : "");
    return Awaited.reply(
        operations.reload("the admin port", force),
        PATIENCE_SECONDS,
        ReloadPage::told,
        "the reload goes on; its outcome goes to the log");
  }

  private static AdminReply told(ReloadOutcome outcome) {
    var page = JsonMapper.shared().createObjectNode().put("outcome", outcome.label());
    var lines = page.putArray("lines");
    outcome.lines().forEach(lines::add);
    return switch (outcome) {
      case ReloadOutcome.Applied _, ReloadOutcome.Unchanged _ -> AdminReply.json(OK, page);
      case ReloadOutcome.Invalid _ ->
          AdminReply.json(UNUSABLE, page.put("error", "the configuration cannot be used"));
      case ReloadOutcome.Refused _ ->
          AdminReply.json(CONFLICT, page.put("error", "the configuration was not taken"));
    };
  }
}
