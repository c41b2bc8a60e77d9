package headgate.gateway.netty;

import headgate.gateway.seam.Clock;
import headgate.gateway.seam.Loop;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop that is one Netty event loop. */
public final class NettyLoop implements Loop {
  private static final Logger LOG = LoggerFactory.getLogger(NettyLoop.class);

  /** How many delays have a list of their own. */
  private static final int DELAYS = 8;

  private final int index;
  private final EventLoop eventLoop;
  private final Clock clock;
  private final LoopBuffer buffer = new LoopBuffer();
  private final @Nullable SameDelayTimers[] delays = new SameDelayTimers[DELAYS];
  private final long[] askedLately = new long[DELAYS];
  private int nextAsked;

  NettyLoop(int index, EventLoop eventLoop, Clock clock) {
    this.index = index;
    this.eventLoop = eventLoop;
    this.clock = clock;
  }

  /** The Netty event loop behind this loop, for listeners and wires. */
  public EventLoop eventLoop() {
    return eventLoop;
  }

  /** What this loop puts together to send it at once. */
  public LoopBuffer buffer() {
    return buffer;
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
    var nanos = delay.toNanos();
    var same = eventLoop.inEventLoop() ? withDelay(nanos) : null;
    if (same != null) {
      return same.add(() -> run(task));
    }
    Future<?> scheduled = after(nanos, task);
    return () -> scheduled.cancel(false);
  }

  private Future<?> after(long nanos, Runnable task) {
    return eventLoop.schedule(() -> run(task), nanos, TimeUnit.NANOSECONDS);
  }

  /** The timers of a delay; null where it is seldom asked for, or too many others are in use. */
  private @Nullable SameDelayTimers withDelay(long nanos) {
    var free = -1;
    for (var place = 0; place < delays.length; place++) {
      var timers = delays[place];
      if (timers != null && timers.delayNanos() == nanos) {
        return timers;
      }
      free = timers == null || timers.idle() ? place : free;
    }
    // Some delays follow what was measured last, and no two calls have the same.
    if (free < 0 || !askedLately(nanos)) {
      return null;
    }
    var timers = new SameDelayTimers(nanos, TurningClock.real(clock), this::after);
    delays[free] = timers;
    return timers;
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

  private boolean askedLately(long nanos) {
    for (var asked : askedLately) {
      if (asked == nanos) {
        return true;
      }
    }
    askedLately[nextAsked] = nanos;
    nextAsked = (nextAsked + 1) % askedLately.length;
    return false;
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
