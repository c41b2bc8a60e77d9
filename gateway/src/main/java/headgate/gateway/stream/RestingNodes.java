package headgate.gateway.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The nodes that have failed a stream lately, as one loop has seen them: they are asked last.
 *
 * <p>A node whose streams hang has the fewest of them, so every caller would be sent there first
 * and lose two seconds.
 */
final class RestingNodes {
  private static final long REST_NANOS = Duration.ofSeconds(10).toNanos();

  private final Map<Integer, Long> failedAtNanos = new HashMap<>();

  /** The node at a place of the configuration did not begin a stream. */
  void failed(int node, long nowNanos) {
    failedAtNanos.put(node, nowNanos);
  }

  /** A bit for the place of each node that rests. */
  long bits(long nowNanos) {
    failedAtNanos.values().removeIf(failed -> nowNanos - failed >= REST_NANOS);
    var bits = 0L;
    for (var node : failedAtNanos.keySet()) {
      bits |= 1L << node;
    }
    return bits;
  }
}
