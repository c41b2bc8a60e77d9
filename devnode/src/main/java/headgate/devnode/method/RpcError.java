package headgate.devnode.method;

import headgate.devnode.chain.Refusal;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A JSON-RPC error as a node words it. */
public record RpcError(int code, String message, @Nullable Json data) {
  private static final int SYSTEM = -31000;
  private static final int SCORE = -30000;

  public static final RpcError PARSE = new RpcError(-32700, "ParseError", null);
  public static final RpcError EMPTY_BATCH = new RpcError(-32600, "InvalidRequest", null);
  public static final RpcError TOO_MANY =
      new RpcError(-32600, "InvalidRequest", Json.text("too many request"));
  public static final RpcError METHOD_NOT_FOUND = new RpcError(-32601, "MethodNotFound", null);
  public static final RpcError PENDING = new RpcError(-31002, "Pending: Pending", null);
  public static final RpcError EXECUTING = new RpcError(-31003, "Executing: Executing", null);

  public static RpcError invalidRequest(String reason) {
    return new RpcError(-32600, "InvalidRequest: " + reason, null);
  }

  public static RpcError methodNotFound(String reason) {
    return new RpcError(-32601, "MethodNotFound: " + reason, null);
  }

  public static RpcError invalidParams(String reason) {
    return new RpcError(-32602, "InvalidParams: " + reason, null);
  }

  public static RpcError system(String reason) {
    return new RpcError(SYSTEM, "SystemError: " + reason, null);
  }

  public static RpcError notFound(String reason) {
    return new RpcError(-31004, "NotFound: " + reason, null);
  }

  /** A wait that ended without a result: the caller's own time or the node's limit was over. */
  public static RpcError timeout(boolean nodesLimit, String duration, String transactionHash) {
    var code = nodesLimit ? -31007 : -31006;
    var text = nodesLimit ? "SystemTimeout: SystemTimeoutExpire" : "Timeout: UserTimeoutExpire";
    return new RpcError(code, text + "(dur=" + duration + ")", Json.text(transactionHash));
  }

  /** A send that was refused; a full pool has a code of its own. */
  public static RpcError refused(Refusal refusal) {
    return refusal.number() == Refusal.POOL_OVERFLOW
        ? new RpcError(-31001, "PoolOverflow: " + refusal.text(), null)
        : system(refusal.text());
  }

  /** A contract's failure: its status number, and the text. */
  public static RpcError score(int status, String reason) {
    var code = SCORE - status;
    var text = "SCOREError(%d): E%04d:%s".formatted(code, status, reason);
    return new RpcError(code, text, null);
  }

  /**
   * The same with a trace as data, as a node gives it to a caller that asked for debugging. Errors
   * that are plain answers have none.
   */
  public RpcError traced() {
    var plain = data != null || message.indexOf(' ') < 0 || equals(PENDING) || equals(EXECUTING);
    return plain ? this : new RpcError(code, message, Json.text(message + "\n\tdevnode/trace"));
  }

  public Json json() {
    var json = new JsonObject().putNumber("code", code).put("message", message);
    if (data != null) {
      json.put("data", data);
    }
    return json.build();
  }
}
