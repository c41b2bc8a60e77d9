package headgate.simulation.machine;

import headgate.simulation.Chance;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An event loop that shares the one thread with all others.
 *
 * <p>What another loop or the world gives it begins a moment later, as long as a thread takes to
 * wake up; how long is drawn, so that loops overtake each other. What it gives itself comes after
 * what it has.
 */
public final class SimulatedLoop extends AbstractScheduledEventExecutor implements EventLoop {
  private static final long WAKE_UP_NANOS_MAX = 50_000;
  private static final long NEVER = Long.MAX_VALUE;

  private final Agenda agenda;
  private final Chance chance;
  private final Turn turn;
  private final EventLoopGroup group;
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private long runsAt = NEVER;
  private long timersAt = NEVER;
  private long standsUntil;
  private int timers;

  /** Which loop runs now, for all loops of a machine. */
  static final class Turn {
    private @Nullable SimulatedLoop running;
  }

  SimulatedLoop(Agenda agenda, Chance chance, Turn turn, EventLoopGroup group) {
    this.agenda = agenda;
    this.chance = chance;
    this.turn = turn;
    this.group = group;
  }

  /** Stands still for so long, as a thread that the machine gives no time to. */
  public void standStill(Duration duration) {
    standsUntil = Math.max(standsUntil, agenda.nanos() + duration.toNanos());
  }

  /** Timers that are set. */
  public int timers() {
    return timers;
  }

  @Override
  public void execute(Runnable task) {
    if (!agenda.running()) {
      run(task);
    } else {
      tasks.add(task);
      wakeAt(agenda.nanos() + (inEventLoop() ? 0 : chance.below(WAKE_UP_NANOS_MAX)));
    }
  }

  private void wakeAt(long nanos) {
    if (runsAt == NEVER) {
      runsAt = Math.max(nanos, standsUntil);
      agenda.at(runsAt, this::runNext);
    }
  }

  private void runNext() {
    runsAt = NEVER;
    if (agenda.nanos() < standsUntil) {
      wakeAt(standsUntil);
      return;
    }
    var next = tasks.poll();
    if (next != null) {
      run(next);
    }
    if (!tasks.isEmpty()) {
      wakeAt(agenda.nanos());
    }
  }

  private void run(Runnable task) {
    var before = turn.running;
    turn.running = this;
    try {
      safeExecute(task);
    } finally {
      turn.running = before;
      armTimers();
    }
  }

  private void armTimers() {
    var next = nextScheduledTaskDeadlineNanos();
    if (next >= 0 && next < timersAt) {
      armTimersFor(next);
    }
  }

  private void armTimersFor(long nanos) {
    timersAt = nanos;
    agenda.at(nanos, () -> runTimer(nanos));
  }

  private void runTimer(long armedFor) {
    if (armedFor != timersAt) {
      return;
    }
    timersAt = NEVER;
    if (agenda.nanos() < standsUntil) {
      armTimersFor(standsUntil);
      return;
    }
    run(() -> {
      var due = pollScheduledTask(agenda.nanos());
      if (due != null) {
        due.run();
      }
    });
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    timers++;
    var made = super.schedule(task, delay, unit);
    made.addListener(_ -> timers--);
    return made;
  }

  @Override
  public Ticker ticker() {
    return agenda;
  }

  @Override
  public boolean inEventLoop() {
    return turn.running == this;
  }

  @Override
  public boolean inEventLoop(Thread thread) {
    return inEventLoop();
  }

  @Override
  public EventLoopGroup parent() {
    return group;
  }

  @Override
  public EventLoop next() {
    return this;
  }

  @Override
  public ChannelFuture register(Channel channel) {
    return register(new DefaultChannelPromise(channel, this));
  }

  @Override
  public ChannelFuture register(ChannelPromise promise) {
    promise.channel().unsafe().register(this, promise);
    return promise;
  }

  @Override
  @Deprecated
  public ChannelFuture register(Channel channel, ChannelPromise promise) {
    channel.unsafe().register(this, promise);
    return promise;
  }

  @Override
  public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
    return newSucceededFuture(null);
  }

  @Override
  public Future<?> terminationFuture() {
    return newSucceededFuture(null);
  }

  @Override
  @Deprecated
  public void shutdown() {
    // A simulation ends where its agenda ends.
  }

  @Override
  public boolean isShuttingDown() {
    return false;
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
