package headgate.gateway.netty;

import headgate.gateway.seam.Clock;
import headgate.gateway.seam.Loop;
import org.jspecify.annotations.Nullable;

/**
 * Timers of one loop that are all set for the same delay, so that the one set first is due first.
 *
 * <p>Each call that goes to a node sets two timers and calls them off a moment later: when it would
 * have stalled, and when a second node would be asked. Nearly all calls of a method do so for the
 * same delays, so a list in their order takes the place of a heap, and only its first is waited
 * for.
 */
final class SameDelayTimers {
  /** Waits. */
  @FunctionalInterface
  interface Alarm {
    /** Runs the task on the loop after so many nanoseconds, with the clock's time of then. */
    void set(long nanos, Runnable task);
  }

  private final long delayNanos;
  private final Clock clock;
  private final Alarm alarm;
  private @Nullable Entry first;
  private @Nullable Entry last;
  private boolean awaited;

  /**
   * None yet.
   *
   * @param clock one that goes on while the loop works: a delay begins when it is asked for
   */
  SameDelayTimers(long delayNanos, Clock clock, Alarm alarm) {
    this.delayNanos = delayNanos;
    this.clock = clock;
    this.alarm = alarm;
  }

  private final class Entry implements Loop.Timer {
    private final long dueNanos;
    private @Nullable Runnable task;
    private @Nullable Entry before;
    private @Nullable Entry after;

    Entry(Runnable task, long dueNanos, @Nullable Entry before) {
      this.task = task;
      this.dueNanos = dueNanos;
      this.before = before;
    }

    @Override
    public void cancel() {
      take();
    }

    /**
     * What is to be done, for once; null where it was done or called off. Some keep their timer for
     * long, and it shall hold neither its task nor those that were set after it.
     */
    @Nullable Runnable take() {
      var taken = task;
      if (taken != null) {
        unlink(this);
        task = null;
        before = null;
        after = null;
      }
      return taken;
    }
  }

  long delayNanos() {
    return delayNanos;
  }

  /** Whether no timer is set, and none was a moment ago. */
  boolean idle() {
    return first == null && !awaited;
  }

  /** One more. */
  Loop.Timer add(Runnable task) {
    var entry = new Entry(task, clock.nanos() + delayNanos, last);
    if (last == null) {
      first = entry;
    } else {
      last.after = entry;
    }
    last = entry;
    if (!awaited) {
      await(delayNanos);
    }
    return entry;
  }

  private void unlink(Entry entry) {
    if (entry.before == null) {
      first = entry.after;
    } else {
      entry.before.after = entry.after;
    }
    if (entry.after == null) {
      last = entry.before;
    } else {
      entry.after.before = entry.before;
    }
  }

  private void await(long nanos) {
    awaited = true;
    alarm.set(nanos, this::come);
  }

  /** A task that breaks leaves the others their time: the alarm is set anew whatever it does. */
  private void come() {
    var now = clock.nanos();
    try {
      while (first != null && first.dueNanos - now <= 0) {
        var due = first.take();
        if (due != null) {
          due.run();
        }
      }
    } finally {
      awaited = false;
      if (first != null) {
        await(Math.max(1, first.dueNanos - clock.nanos()));
      }
    }
  }
}
