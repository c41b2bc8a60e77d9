package headgate.devnode.rpc;

import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import headgate.devnode.method.RpcError;

/** Makes JSON-RPC responses, their members in the order in which a node sends them. */
final class Responses {
  private static final Json NO_ID = new Json.Null();

  private Responses() {}

  static Json result(Json result, Json id) {
    return new JsonObject().put("jsonrpc", "2.0").put("result", result).put("id", id).build();
  }

  static Json error(RpcError error, Json id) {
    return new JsonObject().put("jsonrpc", "2.0").put("error", error.json()).put("id", id).build();
  }

  static Json error(RpcError error) {
    return error(error, NO_ID);
  }
}
