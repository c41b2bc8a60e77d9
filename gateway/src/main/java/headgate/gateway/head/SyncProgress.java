package headgate.gateway.head;

/**
 * How far the best of the nodes is that still work through old blocks.
 *
 * @param height its newest block
 * @param blockTimeMillis that block's own time, in milliseconds since 1970
 * @param etaMillis when it will have caught up at its present pace, in milliseconds from now; -1
 *     where it gains nothing or has not been watched for long enough
 */
public record SyncProgress(long height, long blockTimeMillis, long etaMillis) {
  /** The same as JSON, for callers that are turned away meanwhile. */
  public String toJson() {
    return "{\"syncing\":{\"height\":\"0x%x\",\"blockTimeMillis\":%d,\"etaMillis\":%d}}"
        .formatted(height, blockTimeMillis, etaMillis);
  }
}
