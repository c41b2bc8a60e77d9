package headgate.devnode.method;

import headgate.devnode.json.Json;
import java.util.concurrent.CompletableFuture;

/** What came of a call. */
public sealed interface Outcome {

  /** It has a result. */
  record Result(Json value) implements Outcome {}

  /** It has an error. */
  record Failed(RpcError error) implements Outcome {}

  /** It will have one of the two: the call waits for a block. */
  record Later(CompletableFuture<Outcome> settled) implements Outcome {}

  static Outcome of(Json value) {
    return new Result(value);
  }

  static Outcome of(String text) {
    return new Result(Json.text(text));
  }

  static Outcome failed(RpcError error) {
    return new Failed(error);
  }
}
