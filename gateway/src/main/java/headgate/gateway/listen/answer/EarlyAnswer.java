package headgate.gateway.listen.answer;

import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import headgate.jsonrpc.RequestId;

/**
 * An answer that is settled when the head of a request has been read.
 *
 * @param fields whole header lines, each with its line end
 * @param reason why the request is refused, in a word; empty where it is not
 */
public record EarlyAnswer(
    int status, ResponseHead.Content content, String text, String fields, String reason) {
  /** There is nothing at that path. */
  public static EarlyAnswer absent(String text) {
    return new EarlyAnswer(404, ResponseHead.Content.TEXT, text, "", "no_such_path");
  }

  /** A JSON-RPC error for a caller whose id is not known. */
  public static EarlyAnswer error(FailureKind kind) {
    return error(Failure.of(kind));
  }

  /** The same with what there is to say more. */
  public static EarlyAnswer error(Failure failure) {
    var kind = failure.kind();
    var text = failure.toAnswerText();
    var body = text.with(RequestId.NULL) + "\n";
    var fields = ResponseHead.retryAfter(text.retryAfterSeconds());
    return new EarlyAnswer(kind.status(), ResponseHead.Content.JSON, body, fields, kind.label());
  }

  /** What goloop says to a request that should ask to switch to WebSocket and does not. */
  public static EarlyAnswer notAnUpgrade() {
    var version = "Sec-WebSocket-Version: 13\r\n";
    return new EarlyAnswer(
        400, ResponseHead.Content.TEXT, "Bad Request\n", version, "not_an_upgrade");
  }

  /** Yes to a browser's question, in header fields alone. */
  public static EarlyAnswer preflight(String fields) {
    return new EarlyAnswer(204, ResponseHead.Content.NONE, "", fields, "");
  }
}
