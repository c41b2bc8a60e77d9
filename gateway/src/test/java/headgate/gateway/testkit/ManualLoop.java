package headgate.gateway.testkit;

import headgate.gateway.seam.Clock;
import headgate.gateway.seam.Loop;
import java.time.Duration;

/** A loop whose tasks and timers run as a test turns the clock, on the test's own thread. */
public final class ManualLoop implements Loop {
  private final int index;
  private final ManualClock clock;
  private int timers;

  /** The only loop of a test, with a clock of its own. */
  public ManualLoop() {
    this(0, new ManualClock());
  }

  /** One of several loops that follow the same clock. */
  public ManualLoop(int index, ManualClock clock) {
    this.index = index;
    this.clock = clock;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public void execute(Runnable task) {
    clock.in(Duration.ZERO, task);
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    var timer = new ManualTimer(task);
    timers++;
    timer.callOff = clock.in(delay, timer);
    return timer;
  }

  @Override
  public boolean inLoop() {
    return true;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  /** Runs what is due now. */
  public void settle() {
    clock.settle();
  }

  /** Turns the clock. */
  public void advance(Duration by) {
    clock.advance(by);
  }

  /** Turns the clock while nothing gets to run. */
  public void stall(Duration by) {
    clock.stall(by);
  }

  /** How far the clock was turned since it was made. */
  public Duration elapsed() {
    return clock.elapsed();
  }

  /** Timers that have neither run nor been called off. */
  public int timersSet() {
    return timers;
  }

  /** A timer that counts for its loop as long as it is set. */
  private final class ManualTimer implements Timer, Runnable {
    private final Runnable task;
    private Runnable callOff = () -> {};
    private boolean over;

    ManualTimer(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      end();
      task.run();
    }

    @Override
    public void cancel() {
      callOff.run();
      end();
    }

    private void end() {
      if (!over) {
        over = true;
        timers--;
      }
    }
  }
}
