package headgate.gateway.stream;

/**
 * Whether the far side of a stream still answers pings.
 *
 * <p>A ping goes out at every beat. Whoever shows no sign of life for two intervals after one is
 * taken for gone. Data that was sent before the ping may still lie in the far side's own buffer, so
 * a caller that works through a long history gets a second more for each 16 KiB of it, up to what
 * such buffers hold.
 */
final class Pulse {
  private static final long BYTES_PER_SECOND = 16 * 1024;
  private static final long BUFFERED_BYTES_MAX = 8 << 20;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final long patienceNanos;
  private boolean waiting;
  private long pingedAtNanos;
  private long sent;
  private long sentAtPing;
  private long sentAtAnsweredPing;

  /** A pulse with a beat at each interval. */
  Pulse(long intervalNanos) {
    patienceNanos = 2 * intervalNanos;
  }

  /** Bytes were sent. */
  void sent(long bytes) {
    sent += bytes;
  }

  /** Something came from the far side. */
  void alive() {
    if (waiting) {
      waiting = false;
      sentAtAnsweredPing = sentAtPing;
    }
  }

  /** At each interval: whether the far side is alive, as far as one can know; then ping it. */
  boolean beat(long nowNanos) {
    if (!waiting) {
      waiting = true;
      pingedAtNanos = nowNanos;
      sentAtPing = sent;
    }
    return nowNanos - pingedAtNanos < patienceNanos + worthNanos(sentAtPing - sentAtAnsweredPing);
  }

  private static long worthNanos(long bytes) {
    return Math.min(bytes, BUFFERED_BYTES_MAX) / BYTES_PER_SECOND * SECOND_NANOS;
  }
}
