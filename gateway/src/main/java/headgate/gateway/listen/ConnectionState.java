package headgate.gateway.listen;

import headgate.gateway.config.LimitsConfig;
import headgate.gateway.listen.held.ReadingPause;
import java.time.Duration;

/** Where a caller's connection stands; each state has one deadline. */
enum ConnectionState {
  /**
   * Waits for the first byte of a request; the idle deadline, and for the very first request the
   * header deadline.
   */
  IDLE,
  /**
   * Some bytes of a request came while the process holds too much for others; no more are read
   * until there is room, or for a second.
   */
  PAUSED,
  /** Some bytes of a request came; the header deadline. */
  HEAD,
  /** The head is read; the total deadline of a body. */
  BODY,
  /** The request is with the pipeline, which has deadlines of its own. */
  SERVING,
  /** The answer is on its way; the write deadline. */
  WRITING,
  /**
   * The answer to an unread request is out and the rest is thrown away, so that the caller reads
   * the answer instead of a reset.
   */
  LINGERING;

  private static final Duration LINGER = Duration.ofSeconds(1);

  /** Longer than any lane's deadline may be configured, tries and a batch's order included. */
  private static final Duration SERVING_MAX = Duration.ofMinutes(15);

  /** How long a connection may be so; the pipeline has deadlines of its own beside it. */
  Duration deadline(LimitsConfig limits) {
    return switch (this) {
      case IDLE -> limits.idleDeadline();
      case PAUSED -> ReadingPause.MAX;
      case HEAD -> limits.headerDeadline();
      case BODY -> limits.bodyDeadline();
      case SERVING -> SERVING_MAX;
      case WRITING -> limits.writeDeadline();
      case LINGERING -> LINGER;
    };
  }

  /** Whether a request is read whole and its answer not over. */
  boolean answering() {
    return this == SERVING || this == WRITING || this == LINGERING;
  }

  /** Whether what the caller sends has to wait. */
  boolean busy() {
    return this == PAUSED || this == SERVING || this == WRITING;
  }
}
