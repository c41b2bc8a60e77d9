package headgate.devnode.clock;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A clock that stands still until a test moves it. Tasks run on the thread that moves it. */
public final class ManualClock implements DevClock {
  private final PriorityQueue<Entry> tasks =
      new PriorityQueue<>(
          Comparator.comparingLong(Entry::dueMicros).thenComparingLong(Entry::order));
  private long nowMicros;
  private long scheduled;

  public ManualClock(long startMicros) {
    this.nowMicros = startMicros;
  }

  @Override
  public synchronized long epochMicros() {
    return nowMicros;
  }

  @Override
  public synchronized Timer schedule(Duration delay, Runnable task) {
    var entry = new Entry(nowMicros + micros(delay), scheduled++, task);
    tasks.add(entry);
    return () -> remove(entry);
  }

  /** Moves on, and runs what becomes due, in order, each at its own time. */
  public void advance(Duration duration) {
    advanceTo(epochMicros() + micros(duration));
  }

  /** Moves on to a time in microseconds since the epoch. An earlier one sets the clock back. */
  public void advanceTo(long targetMicros) {
    for (var due = takeDue(targetMicros); due != null; due = takeDue(targetMicros)) {
      due.task().run();
    }
    set(targetMicros);
  }

  /** How many tasks wait for their time. */
  public synchronized int waiting() {
    return tasks.size();
  }

  private synchronized @Nullable Entry takeDue(long targetMicros) {
    var first = tasks.peek();
    if (first == null || first.dueMicros() > targetMicros) {
      return null;
    }
    tasks.poll();
    nowMicros = Math.max(nowMicros, first.dueMicros());
    return first;
  }

  private synchronized void set(long micros) {
    nowMicros = micros;
  }

  private synchronized void remove(Entry entry) {
    tasks.remove(entry);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  private record Entry(long dueMicros, long order, Runnable task) {}
}
