package headgate.gateway.netty;

import headgate.gateway.seam.Clock;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The gateway's event loops and the kind of socket that goes with them. */
public final class EventLoops implements AutoCloseable {
  private final EventLoopGroup group;
  private final ChannelFactory<? extends ServerChannel> listening;
  private final ChannelFactory<? extends Channel> connecting;
  private final List<NettyLoop> loops;

  /**
   * The loops of a group that was started.
   *
   * @param group has nothing but event loops
   * @param listening makes a listening socket that runs on them
   * @param connecting makes a socket that connects from them
   * @param clock what the timers of the group follow
   */
  public EventLoops(
      EventLoopGroup group,
      ChannelFactory<? extends ServerChannel> listening,
      ChannelFactory<? extends Channel> connecting,
      Clock clock) {
    this.group = group;
    this.listening = listening;
    this.connecting = connecting;
    var numbered = new ArrayList<NettyLoop>();
    for (var each : group) {
      var its = TurningClock.of(each, clock);
      numbered.add(new NettyLoop(numbered.size(), (EventLoop) each, its));
    }
    loops = List.copyOf(numbered);
  }

  /**
   * Starts the loops.
   *
   * @param count at least 1
   * @param transport is available
   */
  public static EventLoops start(int count, NettyTransport transport, Clock clock) {
    return transport.start(count, clock);
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
  public ChannelFactory<? extends ServerChannel> serverChannel() {
    return listening;
  }

  /**
   * A socket that this process was given and that listens already.
   *
   * @param descriptor its number
   * @throws IOException where these loops cannot take one over
   */
  public ChannelFactory<? extends ServerChannel> inherited(int descriptor) throws IOException {
    if (useEpoll()) {
      return () -> new EpollServerSocketChannel(descriptor);
    }
    throw new IOException("a socket that was passed on needs the transport epoll");
  }

  /** Whether they wait with epoll, which the handover between processes is made of. */
  public boolean useEpoll() {
    return group instanceof IoEventLoopGroup ours && ours.isIoType(EpollIoHandler.class);
  }

  /** The connecting socket of this transport. */
  public ChannelFactory<? extends Channel> clientChannel() {
    return connecting;
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
