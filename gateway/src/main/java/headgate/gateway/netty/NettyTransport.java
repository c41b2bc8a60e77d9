package headgate.gateway.netty;

import headgate.gateway.seam.Clock;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.Locale;

/** The ways to the kernel's sockets that Netty has. */
public enum NettyTransport {
  /** The JDK's own selector, everywhere. */
  NIO {
    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    EventLoops start(int count, Clock clock) {
      var group = TurningClock.start(count, NioIoHandler.newFactory(), clock);
      return new EventLoops(group, NioServerSocketChannel::new, NioSocketChannel::new, clock);
    }
  },
  /** Linux epoll(7). */
  EPOLL {
    @Override
    public boolean isAvailable() {
      return Epoll.isAvailable();
    }

    @Override
    EventLoops start(int count, Clock clock) {
      var group = TurningClock.start(count, EpollIoHandler.newFactory(), clock);
      return new EventLoops(group, EpollServerSocketChannel::new, EpollSocketChannel::new, clock);
    }
  },
  /** Linux io_uring(7), where neither the kernel's age nor its operator forbids it. */
  IO_URING {
    @Override
    public boolean isAvailable() {
      pollOnceEach();
      return IoUring.isAvailable();
    }

    @Override
    EventLoops start(int count, Clock clock) {
      pollOnceEach();
      var group = TurningClock.start(count, IoUringIoHandler.newFactory(), clock);
      return new EventLoops(
          group, IoUringServerSocketChannel::new, IoUringSocketChannel::new, clock);
    }
  };

  private static final String STANDING_POLLS = "io.netty.iouring.pollAddMultishotEnabled";

  /**
   * With polls that stand for more than one event Netty 4.2.18 now and then misses that the other
   * side has reset a connection, which then stays until some deadline. It reads the property once,
   * when its first class is loaded; what an operator has set stays.
   */
  private static void pollOnceEach() {
    if (System.getProperty(STANDING_POLLS) == null) {
      System.setProperty(STANDING_POLLS, "false");
    }
  }

  /** Whether this machine has it, and its native library could be loaded. */
  public abstract boolean isAvailable();

  /** Starts loops; only where it is available. */
  abstract EventLoops start(int count, Clock clock);

  /** Its name in texts: {@code io_uring}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
