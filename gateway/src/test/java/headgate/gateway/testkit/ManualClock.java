package headgate.gateway.testkit;

import headgate.gateway.seam.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/**
 * Time that stands still until a test moves it, and the agenda of all that is to happen.
 *
 * <p>Several loops and wires may follow one clock. Events run in the order of their time, those of
 * one moment in the order in which they were put down. The monotonic scale begins two seconds
 * before it wraps around, since only differences mean something on it.
 */
public final class ManualClock implements Clock {
  private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final long ORIGIN_NANOS = Long.MAX_VALUE - 2_000_000_000L;
  private static final int EVENTS_MAX = 1_000_000;

  private final PriorityQueue<Event> agenda = new PriorityQueue<>();
  private long elapsedNanos;
  private long events;

  /** Something that is to happen, unless it is called off. */
  private static final class Event implements Comparable<Event> {
    private final long atNanos;
    private final long number;
    private final Runnable task;

    Event(long atNanos, long number, Runnable task) {
      this.atNanos = atNanos;
      this.number = number;
      this.task = task;
    }

    @Override
    public int compareTo(Event other) {
      return atNanos == other.atNanos
          ? Long.compare(number, other.number)
          : Long.compare(atNanos, other.atNanos);
    }
  }

  @Override
  public long nanos() {
    return ORIGIN_NANOS + elapsedNanos;
  }

  @Override
  public Instant wallTime() {
    return ORIGIN.plusNanos(elapsedNanos);
  }

  /** How far this clock was turned since it was made. */
  public Duration elapsed() {
    return Duration.ofNanos(elapsedNanos);
  }

  /** Puts an event down; the result calls it off and says whether it had not happened yet. */
  Runnable in(Duration delay, Runnable task) {
    var event = new Event(elapsedNanos + Math.max(0, delay.toNanos()), events++, task);
    agenda.add(event);
    return () -> agenda.removeIf(other -> other == event);
  }

  /** Lets happen whatever is due, and what follows from it, without time passing. */
  public void settle() {
    advance(Duration.ZERO);
  }

  /** Turns the clock, and lets everything happen on the way at its own moment. */
  public void advance(Duration by) {
    var until = elapsedNanos + by.toNanos();
    var ran = 0;
    for (var next = agenda.peek(); next != null && next.atNanos <= until; next = agenda.peek()) {
      if (ran++ == EVENTS_MAX) {
        throw new AssertionError("a million events in " + by + ": something spins");
      }
      agenda.poll();
      elapsedNanos = Math.max(elapsedNanos, next.atNanos);
      next.task.run();
    }
    elapsedNanos = until;
  }

  /** Time passes in which nothing gets to run, as in a pause of the process; it runs late then. */
  public void stall(Duration by) {
    elapsedNanos += by.toNanos();
  }

  /** How many events are still to come. */
  public int outstanding() {
    return agenda.size();
  }
}
