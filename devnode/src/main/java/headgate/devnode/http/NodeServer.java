package headgate.devnode.http;

import headgate.devnode.node.NodeState;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The listening socket of a node, on the loopback address only, and its connections. */
public final class NodeServer implements AutoCloseable {
  private static final int LINE_MAX = 64 << 10;

  private final NodeState node;
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("dev-node", true), NioIoHandler.newFactory());
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final int port;
  private @Nullable Channel listener;
  private @Nullable FullQueue queue;

  private NodeServer(NodeState node) {
    this.node = node;
    this.listener = bind(node.options().port());
    this.port = ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Listens on the port of the node's options. */
  public static NodeServer start(NodeState node) {
    return new NodeServer(node);
  }

  public int port() {
    return port;
  }

  /** Closes the listening socket and all connections: connecting is refused from now on. */
  public synchronized void refuse() {
    if (listener != null) {
      listener.close().syncUninterruptibly();
      listener = null;
    }
    if (queue != null) {
      queue.close();
      queue = null;
    }
    connections.close().awaitUninterruptibly();
  }

  /** Closes all connections, and leaves those who come waiting. */
  public synchronized void hang() {
    refuse();
    queue = FullQueue.at(port);
  }

  /** Listens again on the same port. */
  public synchronized void accept() {
    if (queue != null) {
      queue.close();
      queue = null;
    }
    if (listener == null) {
      listener = bind(port);
    }
  }

  private Channel bind(int wanted) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted);
    return new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .childHandler(new Connections())
        .bind(address)
        .syncUninterruptibly()
        .channel();
  }

  private final class Connections extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {
      if (connections.size() >= node.options().connectionsMax()) {
        var _ = channel.close();
        return;
      }
      connections.add(channel);
      node.counters().connectionOpened();
      channel.closeFuture().addListener(_ -> node.counters().connectionClosed());
      var limits =
          new HttpDecoderConfig().setMaxInitialLineLength(LINE_MAX).setMaxHeaderSize(LINE_MAX);
      channel
          .pipeline()
          .addLast(new HttpServerCodec(limits))
          .addLast(new HttpObjectAggregator(node.options().bodyBytesMax(), true))
          .addLast(new ExchangeHandler(node));
    }
  }

  @Override
  public void close() {
    refuse();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
