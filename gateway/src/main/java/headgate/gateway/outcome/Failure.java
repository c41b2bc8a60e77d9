package headgate.gateway.outcome;

import headgate.jsonrpc.RpcError;
import org.jspecify.annotations.Nullable;

/**
 * A call's end without a node's answer.
 *
 * @param kind the row of the table
 * @param retryAfterSeconds when to come back; 0 for what the status implies
 * @param dataJson the JSON text of {@code error.data}, made by the gateway, or null for none
 */
public record Failure(FailureKind kind, @Nullable String dataJson, int retryAfterSeconds) {
  /** A failure without a time to come back at of its own. */
  public Failure(FailureKind kind, @Nullable String dataJson) {
    this(kind, dataJson, 0);
  }

  /** A failure without data. */
  public static Failure of(FailureKind kind) {
    return new Failure(kind, null);
  }

  /** The client has to wait for so long, more than 0. */
  public static Failure rate(long waitNanos) {
    var seconds = (int) Math.max(1, Math.ceilDiv(waitNanos, 1_000_000_000L));
    return new Failure(FailureKind.RATE, "{\"retryAfter\":" + seconds + "}", seconds);
  }

  /** The answer that the caller reads, with the status of a single call. */
  public AnswerText toAnswerText() {
    var error = new RpcError(kind.code(), kind.message(), dataJson);
    return AnswerText.of(error, kind.status(), retryAfterSeconds);
  }
}
