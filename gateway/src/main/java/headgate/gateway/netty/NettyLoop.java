package headgate.gateway.netty;

import headgate.gateway.seam.Clock;
import headgate.gateway.seam.Loop;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop that is one Netty event loop. */
public final class NettyLoop implements Loop {
  private static final Logger LOG = LoggerFactory.getLogger(NettyLoop.class);

  private final int index;
  private final EventLoop eventLoop;
  private final Clock clock;

  NettyLoop(int index, EventLoop eventLoop, Clock clock) {
    this.index = index;
    this.eventLoop = eventLoop;
    this.clock = clock;
  }

  /** The Netty event loop behind this loop, for listeners and wires. */
  public EventLoop eventLoop() {
    return eventLoop;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public void execute(Runnable task) {
    eventLoop.execute(() -> run(task));
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    Future<?> scheduled =
        eventLoop.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  /** A task that breaks is told of here; nobody would read its future. */
  private void run(Runnable task) {
    try {
      if (clock instanceof TurningClock turning) {
        turning.turn();
      }
      task.run();
    } catch (RuntimeException bug) {
      LOG.error("a task of an event loop broke off", bug);
    }
  }

  @Override
  public boolean inLoop() {
    return eventLoop.inEventLoop();
  }

  @Override
  public Clock clock() {
    return clock;
  }
}
