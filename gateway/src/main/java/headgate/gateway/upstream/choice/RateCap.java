package headgate.gateway.upstream.choice;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many a second, over all loops, of which a second's worth may come at once.
 *
 * <p>One number says all: until when everything that was taken would have lasted at an even pace.
 */
public final class RateCap {
  private static final long BURST_NANOS = Duration.ofSeconds(1).toNanos();

  private final long nanosEach;
  private final AtomicLong usedUntil;

  /** A cap of which nothing is used. */
  public RateCap(int perSecond, long nowNanos) {
    nanosEach = BURST_NANOS / perSecond;
    usedUntil = new AtomicLong(nowNanos);
  }

  /** Takes one; false where the cap is reached. */
  public boolean tryTake(long nowNanos) {
    while (true) {
      var before = usedUntil.get();
      var after = (before - nowNanos > 0 ? before : nowNanos) + nanosEach;
      if (after - nowNanos > BURST_NANOS) {
        return false;
      }
      if (usedUntil.compareAndSet(before, after)) {
        return true;
      }
    }
  }

  /** Whether one could be taken. */
  public boolean free(long nowNanos) {
    return usedUntil.get() + nanosEach - nowNanos <= BURST_NANOS;
  }
}
