package headgate.gateway.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of WebSocket streams.
 *
 * @param sessionsMax most streams of this network
 * @param sessionsPerAddressMax most streams from one address
 * @param sessionsPerNodeMax most streams to one node, null for as many as the chain's profile says;
 *     goloop's own limit is 10 for all chains, unless its operator has set another
 * @param pingInterval how often a caller is pinged; goloop itself never pings, and proxies cut
 *     silent streams after some 45 s
 * @param frameBytesMax largest frame from a caller; goloop refuses more than 16 KiB
 */
public record StreamConfig(
    int sessionsMax,
    int sessionsPerAddressMax,
    @Nullable Integer sessionsPerNodeMax,
    Duration pingInterval,
    int frameBytesMax) {
  public StreamConfig {
    new Rules()
        .within("sessionsMax", sessionsMax, 0, 1_000_000)
        .within("sessionsPerAddressMax", sessionsPerAddressMax, 0, 1_000_000)
        .within(
            "sessionsPerNodeMax", sessionsPerNodeMax == null ? 0 : sessionsPerNodeMax, 0, 10_000)
        .within("pingInterval", pingInterval, Duration.ofSeconds(1), Duration.ofMinutes(1))
        .bytesWithin("frameBytesMax", frameBytesMax, 1 << 10, 1 << 20)
        .check();
  }

  /** As many streams to a node as its chain's nodes carry by default. */
  public static StreamConfig defaults() {
    return new StreamConfig(1_000, 10, null, Duration.ofSeconds(20), 16 << 10);
  }
}
