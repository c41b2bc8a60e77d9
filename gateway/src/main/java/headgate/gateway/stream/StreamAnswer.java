package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.gateway.outcome.FailureKind;
import headgate.jsonrpc.RpcError;

/** What the gateway itself says to a stream's request, in goloop's form and words. */
final class StreamAnswer {
  private StreamAnswer() {}

  /** The request is not what the stream's request has to be. */
  static byte[] badRequest() {
    return text(-32700, "bad event request");
  }

  /** No seat is left, here or at the nodes. */
  static byte[] tooMany() {
    return text(-31005, "too many monitor");
  }

  /** Nobody can serve the stream. */
  static byte[] failure(FailureKind kind) {
    return text(kind.code(), kind.message());
  }

  private static byte[] text(int code, String message) {
    return (new RpcError(code, message).toJson() + "\n").getBytes(UTF_8);
  }
}
