package headgate.devnode.fault;

import headgate.devnode.clock.DevClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets a node refuse connections and accept them again, in turn, until it is told to stop. */
final class Flapping {
  private final FaultTarget target;
  private DevClock.@Nullable Timer timer;
  private long turn;

  Flapping(FaultTarget target) {
    this.target = target;
  }

  /** Refuses at once. */
  synchronized void start(Duration down, Duration up) {
    if (!down.isPositive() || !up.isPositive()) {
      throw new IllegalArgumentException("a node flaps with times above zero");
    }
    stop();
    refuse(down, up);
  }

  private synchronized void refuse(Duration down, Duration up) {
    target.refuseConnections();
    then(down, () -> accept(down, up));
  }

  private synchronized void accept(Duration down, Duration up) {
    target.acceptConnections();
    then(up, () -> refuse(down, up));
  }

  private void then(Duration delay, Runnable next) {
    turn++;
    var mine = turn;
    timer = target.timer().schedule(delay, () -> unlessStopped(mine, next));
  }

  /** A task that has begun cannot be called off: it looks whether it is still its turn. */
  private synchronized void unlessStopped(long mine, Runnable next) {
    if (turn == mine) {
      next.run();
    }
  }

  synchronized void stop() {
    turn++;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
