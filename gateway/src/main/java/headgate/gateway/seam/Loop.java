package headgate.gateway.seam;

import java.time.Duration;

/**
 * A thread's worth of execution that owns client connections and their upstream connections.
 *
 * <p>Everything that is handed to one loop runs one after the other, in order of arrival, so state
 * that only one loop touches needs no lock.
 */
public interface Loop {
  /** The position of this loop among the gateway's loops, from 0. */
  int index();

  /** Runs the task on this loop, later than the current one; callable from any thread. */
  void execute(Runnable task);

  /** Runs the task on this loop after the delay, unless cancelled; callable from any thread. */
  Timer schedule(Duration delay, Runnable task);

  /** Whether the caller runs on this loop. */
  boolean inLoop();

  /** The clock that this loop's timers follow. */
  Clock clock();

  /** A scheduled task that can still be called off. */
  interface Timer {
    /** Calls the task off; without effect once it ran. Callable from its loop only. */
    void cancel();
  }
}
