package headgate.gateway.outcome;

import headgate.jsonrpc.RpcError;
import org.jspecify.annotations.Nullable;

/**
 * A call's end without a node's answer.
 *
 * @param kind the row of the table
 * @param dataJson the JSON text of {@code error.data}, made by the gateway, or null for none
 */
public record Failure(FailureKind kind, @Nullable String dataJson) {
  /** A failure without data. */
  public static Failure of(FailureKind kind) {
    return new Failure(kind, null);
  }

  /** The answer that the caller reads, with the status of a single call. */
  public AnswerText toAnswerText() {
    return AnswerText.of(new RpcError(kind.code(), kind.message(), dataJson), kind.status());
  }
}
