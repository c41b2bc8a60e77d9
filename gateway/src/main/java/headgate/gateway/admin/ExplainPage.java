package headgate.gateway.admin;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Says what would become of a call that is posted to it. It needs no token, since the call is not
 * made.
 */
final class ExplainPage {
  private static final int OK = 200;
  private static final long PATIENCE_SECONDS = 10;

  private final Operations operations;

  ExplainPage(Operations operations) {
    this.operations = operations;
  }

  AdminReply reply(AdminRequest request, int network) {
    if (!request.method().equals("POST")) {
      return AdminReply.notAllowed("POST");
    }
    if (request.body().isBlank()) {
      return AdminReply.error(400, "the body has to be the call");
    }
    try {
      var told = operations.explain(network, request.body());
      return AdminReply.json(OK, told.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException late) {
      return AdminReply.error(503, "the nodes did not say in time how far they are");
    } catch (ExecutionException bug) {
      throw new IllegalStateException("a call could not be explained", bug);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return AdminReply.error(503, "the gateway stops");
    }
  }
}
