package headgate.gateway.observe.access;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Lines on their way from one event loop to the thread that writes them; bounded, so that a slow
 * disk costs lines and never calls.
 *
 * <p>One thread puts and one takes. A place that holds nothing is free, which both of them see by
 * the place itself, so neither has to know how far the other is.
 */
final class LineQueue {
  private final AtomicReferenceArray<@Nullable AccessLine> places;
  private final Runnable onHalf;
  private final AtomicLong dropped = new AtomicLong();
  private long put;
  private long taken;

  /**
   * An empty queue.
   *
   * @param size a power of two
   * @param onHalf run each time that half the queue was put since the last time
   */
  LineQueue(int size, Runnable onHalf) {
    if (Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException(size + " is no power of two");
    }
    places = new AtomicReferenceArray<>(size);
    this.onHalf = onHalf;
  }

  /** Adds a line, or counts it as dropped where there is no room. */
  void put(AccessLine line) {
    var place = (int) (put & (places.length() - 1));
    if (places.getAcquire(place) != null) {
      dropped.incrementAndGet();
      return;
    }
    places.setRelease(place, line);
    put++;
    if ((put & (places.length() / 2 - 1)) == 0) {
      onHalf.run();
    }
  }

  /** The oldest line, which is then gone; null where there is none. */
  @Nullable AccessLine take() {
    var place = (int) (taken & (places.length() - 1));
    var line = places.getAcquire(place);
    if (line != null) {
      places.setRelease(place, null);
      taken++;
    }
    return line;
  }

  /** Lines that found no room. */
  long dropped() {
    return dropped.get();
  }
}
