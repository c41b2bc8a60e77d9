package headgate.devnode.rpc;

import headgate.devnode.json.Json;
import java.util.Optional;

/** The answer to a request: its HTTP status, and its JSON unless it has no body. */
public record RpcAnswer(int status, Optional<Json> body) {
  static final RpcAnswer EMPTY = new RpcAnswer(200, Optional.empty());

  static RpcAnswer of(int status, Json body) {
    return new RpcAnswer(status, Optional.of(body));
  }
}
