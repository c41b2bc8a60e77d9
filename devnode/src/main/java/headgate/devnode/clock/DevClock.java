package headgate.devnode.clock;

import java.time.Duration;

/** The time of a dev chain: what o'clock it is, and what shall happen later. */
public interface DevClock {
  /** The wall time in microseconds since the epoch: ICON's unit for blocks and transactions. */
  long epochMicros();

  /** Runs a task once, when the delay is over. Tasks must not block. */
  Timer schedule(Duration delay, Runnable task);

  /** The machine's own time. */
  static DevClock system() {
    return SystemClock.INSTANCE;
  }

  /** A task that was scheduled and can be called off. */
  @FunctionalInterface
  interface Timer {
    /** Calls the task off, unless it has begun. */
    void cancel();
  }
}
