package headgate.gateway.config;

import headgate.chain.method.Lane;
import java.time.Duration;

/**
 * The lanes to the nodes, kept apart so that slow waits never hold up reads.
 *
 * @param reads calls that change nothing
 * @param writes calls that send a transaction; tried again only if no byte of them went out
 * @param waits calls that the node holds until a transaction is final
 */
public record LanesConfig(LaneConfig reads, LaneConfig writes, LaneConfig waits) {
  private static final Duration CONNECT = Duration.ofSeconds(1);

  public LanesConfig {
    new Rules()
        .that("write.hedge", !writes.hedge(), "must be false: a write is sent once")
        .that("wait.hedge", !waits.hedge(), "must be false: a wait is slow by its nature")
        .that(
            "write.adaptive",
            !writes.adaptive(),
            "must be false: how long a write takes tells little")
        .that("wait.adaptive", !waits.adaptive(), "must be false: a wait is slow by its nature")
        .check();
  }

  /** Bounds for goloop nodes within one region. */
  public static LanesConfig defaults() {
    return new LanesConfig(
        new LaneConfig(64, CONNECT, Duration.ofSeconds(10), 3, true, true),
        new LaneConfig(32, CONNECT, Duration.ofSeconds(15), 2),
        new LaneConfig(64, CONNECT, Duration.ofSeconds(65), 2));
  }

  /** The bounds of a lane; a stream's first connection is bounded like a read. */
  public LaneConfig of(Lane lane) {
    return switch (lane) {
      case READ, STREAM -> reads;
      case WRITE -> writes;
      case WAIT -> waits;
    };
  }
}
