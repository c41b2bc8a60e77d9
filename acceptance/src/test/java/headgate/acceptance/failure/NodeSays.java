package headgate.acceptance.failure;

import headgate.chain.ChainProfile;
import headgate.chain.ChainProfiles;
import headgate.gateway.outcome.TryFailure;
import java.util.Map;

/** An error of a node's own that makes a try fail. */
record NodeSays(int code, String message) {
  private static final ChainProfile ICON = ChainProfiles.builtIn("icon");

  private static final Map<TryFailure, NodeSays> BY_FAILURE =
      Map.of(
          TryFailure.NODE_ERROR, new NodeSays(-32603, "Internal error"),
          TryFailure.NODE_STOPPED, new NodeSays(-32000, "Stopped"),
          TryFailure.NODE_CANNOT, new NodeSays(-31001, "PoolOverflow"),
          TryFailure.NO_BLOCK, new NodeSays(-31004, "NotFound: E1005:no block for 100"),
          TryFailure.PRUNED, new NodeSays(-31004, "NotFound: PrunedBlock(height=1,base=2)"),
          TryFailure.NOT_OFFERED,
              new NodeSays(-32601, "MethodNotFound: NotEnabled(waitTimeout=0)"));

  static NodeSays of(TryFailure failure) {
    var says = BY_FAILURE.get(failure);
    if (says == null) {
      throw new IllegalArgumentException(failure + " says nothing");
    }
    return says;
  }

  /** Whether the profile says that such an error proves that a transaction was not accepted. */
  boolean provesNotAccepted() {
    var send = ICON.methods().named(Way.WRITE.method()).orElseThrow();
    return send.notAccepted().contains(ICON.errors().match(code, message));
  }
}
