package headgate.gateway.netty;

import headgate.gateway.seam.Clock;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The gateway's event loops and the kind of socket that goes with them. */
public final class EventLoops implements AutoCloseable {
  private final EventLoopGroup group;
  private final boolean epoll;
  private final List<NettyLoop> loops;

  private EventLoops(EventLoopGroup group, boolean epoll, List<NettyLoop> loops) {
    this.group = group;
    this.epoll = epoll;
    this.loops = loops;
  }

  /**
   * Starts the loops.
   *
   * @param count at least 1
   * @param nativeTransport whether epoll may be used; where it cannot be loaded, the JDK's own
   *     selector takes its place
   */
  public static EventLoops start(int count, boolean nativeTransport, Clock clock) {
    var epoll = nativeTransport && Epoll.isAvailable();
    var io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    var group =
        new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("headgate-loop"), io);
    var loops = new ArrayList<NettyLoop>(count);
    for (var index = 0; index < count; index++) {
      EventLoop next = group.next();
      loops.add(new NettyLoop(index, next, clock));
    }
    return new EventLoops(group, epoll, List.copyOf(loops));
  }

  /** The loops, by index. */
  public List<NettyLoop> loops() {
    return loops;
  }

  /** The loop that runs the given channel. */
  public NettyLoop loopOf(Channel channel) {
    for (var loop : loops) {
      if (loop.eventLoop().equals(channel.eventLoop())) {
        return loop;
      }
    }
    throw new IllegalStateException("channel runs on a foreign event loop");
  }

  /** The Netty group behind the loops. */
  public EventLoopGroup group() {
    return group;
  }

  /** The listening socket of this transport. */
  public Class<? extends ServerChannel> serverChannel() {
    return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  /** The connecting socket of this transport. */
  public Class<? extends Channel> clientChannel() {
    return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  /** Bytes that were taken for buffers, on the heap and beside it, used or not. */
  public long memoryBytes() {
    return ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider
        ? provider.metric().usedDirectMemory() + provider.metric().usedHeapMemory()
        : 0;
  }

  /** Ends every loop within two seconds, running no further timers. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }
}
