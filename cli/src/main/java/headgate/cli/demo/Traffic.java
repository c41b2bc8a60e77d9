package headgate.cli.demo;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends a plan's requests at a steady pace. While too many are unanswered it waits, and then makes
 * up for the time it lost: the same plan is always sent to its end.
 */
final class Traffic {
  /** 250 requests a second: with the batches, some 290 reads and 2 writes. */
  private static final Duration PACE = Duration.ofMillis(4);

  /** Fewer than one node takes at once, so that a slow machine is not mistaken for a flood. */
  private static final int IN_FLIGHT_MAX = 32;

  private static final Duration PATIENCE = Duration.ofSeconds(35);
  private static final Duration CUT_SHORT_PATIENCE = Duration.ofMillis(500);

  private final TrafficPlan plan;
  private final Caller caller;
  private final TrafficCount count;
  private final Stop stop;
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT_MAX);

  Traffic(TrafficPlan plan, Caller caller, TrafficCount count, Stop stop) {
    this.plan = plan;
    this.caller = caller;
    this.count = count;
    this.stop = stop;
  }

  /** Where whoever cuts a demo short says so; any thread may. */
  static final class Stop {
    private volatile boolean now;

    void now() {
      now = true;
    }

    boolean isNow() {
      return now;
    }
  }

  /** Sends for so long, or until it is stopped, and returns when what was sent has ended. */
  void run(Duration duration) throws InterruptedException {
    var began = System.nanoTime();
    var steps = duration.dividedBy(PACE);
    for (var step = 0L; step < steps && !stop.isNow(); step++) {
      var early = began + step * PACE.toNanos() - System.nanoTime();
      if (early > 0) {
        TimeUnit.NANOSECONDS.sleep(early);
      }
      var next = plan.next();
      inFlight.acquire();
      Thread.startVirtualThread(() -> send(next));
    }
    if (!allEnd() && !stop.isNow()) {
      count.readFailed("a request was never answered");
    }
  }

  /** Where the demo is cut short, what takes longer than a moment is broken off. */
  private boolean allEnd() throws InterruptedException {
    var began = System.nanoTime();
    while (!inFlight.tryAcquire(IN_FLIGHT_MAX, 50, TimeUnit.MILLISECONDS)) {
      var patience = stop.isNow() ? CUT_SHORT_PATIENCE : PATIENCE;
      if (System.nanoTime() - began > patience.toNanos()) {
        return false;
      }
    }
    return true;
  }

  private void send(Step step) {
    try {
      caller.send(step);
    } finally {
      inFlight.release();
    }
  }
}
