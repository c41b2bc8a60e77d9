package headgate.gateway.netty;

import headgate.gateway.seam.Clock;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A loop's clock, which is read once for all that came in at once.
 *
 * <p>A call that goes to a node asks for the time some twenty-five times on its way. So what a loop
 * finds ready in one look at its sockets happens at one time: that of the first who asks. Every
 * look, every timer and every task begins a new time. Others than the loop's own thread get the
 * clock behind it.
 *
 * <p>What is late by that is a deadline that is checked, or an age that is judged, while much is
 * ready at once: by the milliseconds that serving all of it takes.
 */
final class TurningClock implements Clock {
  private final Clock real;
  private @Nullable Thread thread;
  private boolean read;
  private long nanos;

  TurningClock(Clock real) {
    this.real = real;
  }

  /** Starts loops with such a clock each. */
  static MultiThreadIoEventLoopGroup start(int count, IoHandlerFactory sockets, Clock real) {
    return new Group(count, sockets, real);
  }

  /** The clock of a loop: its own, or where it has none the given one. */
  static Clock of(Object eventLoop, Clock otherwise) {
    return eventLoop instanceof Turning turning ? turning.clock : otherwise;
  }

  /** The clock behind one of these, which goes on while a loop works; any other is that itself. */
  static Clock real(Clock clock) {
    return clock instanceof TurningClock turning ? turning.real : clock;
  }

  /** A new time begins; told by the loop's own thread. */
  void turn() {
    thread = Thread.currentThread();
    read = false;
  }

  @Override
  public long nanos() {
    if (!Thread.currentThread().equals(thread)) {
      return real.nanos();
    }
    if (!read) {
      nanos = real.nanos();
      read = true;
    }
    return nanos;
  }

  @Override
  public Instant wallTime() {
    return real.wallTime();
  }

  private static final class Group extends MultiThreadIoEventLoopGroup {
    Group(int count, IoHandlerFactory sockets, Clock real) {
      super(count, new DefaultThreadFactory("headgate-loop"), sockets, real);
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory sockets, Object... clock) {
      return new Turning(this, executor, sockets, new TurningClock((Clock) clock[0]));
    }
  }

  private static final class Turning extends SingleThreadIoEventLoop {
    private final TurningClock clock;

    Turning(
        IoEventLoopGroup group, Executor executor, IoHandlerFactory sockets, TurningClock clock) {
      super(group, executor, sockets);
      this.clock = clock;
    }

    @Override
    protected int runIo() {
      clock.turn();
      return super.runIo();
    }
  }
}
