package headgate.gateway.admit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of requests and answers the process may hold for its callers at once.
 *
 * <p>At 80 percent a body above 64 KiB is no longer accepted, at 95 percent only hits and writes
 * pass, and nothing is accepted beyond the whole.
 */
public final class ByteBudget {
  private static final long LARGE_BODY_BYTES = 64 * 1024;

  private final long max;
  private final AtomicLong used = new AtomicLong();

  /** A budget of so many bytes, at least 1. */
  public ByteBudget(long max) {
    this.max = max;
  }

  /** Charges a request's body; false where it does not fit. Each success is given back once. */
  public boolean tryTakeBody(long bytes) {
    var bound = bytes > LARGE_BODY_BYTES ? max / 10 * 8 : max;
    if (used.addAndGet(bytes) <= bound) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  /** Charges bytes that are there already, such as an answer on its way out. */
  public void take(long bytes) {
    used.addAndGet(bytes);
  }

  /** Gives bytes back. */
  public void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  /** Whether 95 percent are used. */
  public boolean nearlySpent() {
    return used.get() >= max / 100 * 95;
  }

  /** Bytes held now. */
  public long used() {
    return used.get();
  }
}
