package headgate.simulation.machine;

import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * All that is still to happen, and the time. Nothing waits: the time is that of what happens.
 *
 * <p>What is due at the same moment happens in the order in which it was put down.
 */
public final class Agenda implements Ticker {
  private static final long START_NANOS = 1_000_000_000_000L;

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::nanos).thenComparingLong(Entry::number));
  private long nanos = START_NANOS;
  private long numbers;
  private boolean running;

  private record Entry(long nanos, long number, Runnable event) {}

  /** Nanoseconds since some moment before the start. */
  public long nanos() {
    return nanos;
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public long initialNanoTime() {
    return START_NANOS;
  }

  @Override
  public void sleep(long delay, TimeUnit unit) {
    throw new UnsupportedOperationException("nothing waits");
  }

  /** The time since the start. */
  public Duration elapsed() {
    return Duration.ofNanos(nanos - START_NANOS);
  }

  /** Whether something is just happening; if not, whoever calls stands outside of time. */
  boolean running() {
    return running;
  }

  /** Puts down an event; at once where its time has passed. */
  public void at(long whenNanos, Runnable event) {
    entries.add(new Entry(Math.max(nanos, whenNanos), numbers++, event));
  }

  /** Puts down an event for later. */
  public void after(long delayNanos, Runnable event) {
    at(nanos + delayNanos, event);
  }

  /** Puts down an event for later. */
  public void after(Duration delay, Runnable event) {
    after(delay.toNanos(), event);
  }

  /** How much has happened so far or is put down. */
  public long events() {
    return numbers;
  }

  /** Lets everything happen that is due until then, as long as all is well after each event. */
  public void runUntil(long untilNanos, BooleanSupplier well) {
    while (!entries.isEmpty() && entries.element().nanos() <= untilNanos) {
      var next = entries.remove();
      nanos = next.nanos();
      running = true;
      try {
        next.event().run();
      } finally {
        running = false;
      }
      if (!well.getAsBoolean()) {
        return;
      }
    }
    nanos = Math.max(nanos, untilNanos);
  }
}
