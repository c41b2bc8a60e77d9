package headgate.gateway.listen.websocket;

/**
 * How many frames a caller may send: a thousand at once, and a hundred more each second.
 *
 * <p>A stream flows towards the caller, who has no more to say than one request, pings and pongs.
 * Frames are the cheapest thing to send and cost the event loop, which others share, far more.
 */
final class FrameAllowance {
  private static final int AT_ONCE = 1_000;
  private static final long NANOS_PER_FRAME = 10_000_000;

  private int left = AT_ONCE;
  private long countedAtNanos;

  /** Nothing has been sent yet. */
  FrameAllowance(long nowNanos) {
    countedAtNanos = nowNanos;
  }

  /** Counts one frame; false where it is one too many. */
  boolean admits(long nowNanos) {
    var more = (nowNanos - countedAtNanos) / NANOS_PER_FRAME;
    countedAtNanos += more * NANOS_PER_FRAME;
    left = (int) Math.min(AT_ONCE, left + more) - 1;
    return left >= 0;
  }
}
