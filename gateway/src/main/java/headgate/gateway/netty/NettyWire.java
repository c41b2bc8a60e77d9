package headgate.gateway.netty;

import headgate.gateway.seam.Endpoint;
import headgate.gateway.seam.Wire;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** A wire of TCP sockets on one event loop, with TLS where the endpoint asks for it. */
public final class NettyWire implements Wire {
  private final NettyLoop loop;
  private final TlsContexts tlsContexts;
  private final Bootstrap bootstrap;

  /** A wire whose connections run on the given loop. */
  public NettyWire(NettyLoop loop, EventLoops loops, TlsContexts tlsContexts) {
    this.loop = loop;
    this.tlsContexts = tlsContexts;
    this.bootstrap =
        new Bootstrap()
            .group(loop.eventLoop())
            .channel(loops.clientChannel())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true);
  }

  @Override
  public Connection connect(Endpoint endpoint, Listener listener) {
    var connection = new NettyConnection(listener);
    var literal = NetUtil.createByteArrayFromIpAddressString(endpoint.host());
    if (literal != null) {
      loop.execute(() -> resolve(endpoint, connection));
    } else {
      // Names are looked up off the loop: the JDK's resolver blocks.
      Thread.ofVirtual().name("headgate-resolve").start(() -> resolve(endpoint, connection));
    }
    return connection;
  }

  private void resolve(Endpoint endpoint, NettyConnection connection) {
    try {
      var address = InetAddress.getByName(endpoint.host());
      loop.execute(() -> open(endpoint, address, connection));
    } catch (UnknownHostException unknown) {
      loop.execute(() -> connection.failed(Cause.REFUSED));
    }
  }

  private void open(Endpoint endpoint, InetAddress address, NettyConnection connection) {
    if (connection.abandoned()) {
      connection.failed(Cause.LOCAL);
      return;
    }
    var millis = (int) Math.min(Integer.MAX_VALUE, endpoint.connectDeadline().toMillis());
    var connecting =
        bootstrap
            .clone()
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.max(1, millis))
            .handler(initializer(endpoint, connection))
            .connect(new InetSocketAddress(address, endpoint.port()));
    connecting.addListener((ChannelFuture outcome) -> connection.connected(outcome));
  }

  private ChannelInitializer<SocketChannel> initializer(
      Endpoint endpoint, NettyConnection connection) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        var tls = tlsHandler(endpoint, channel);
        if (tls != null) {
          channel.pipeline().addLast(tls);
        }
        channel.pipeline().addLast(connection);
      }
    };
  }

  private @Nullable SslHandler tlsHandler(Endpoint endpoint, SocketChannel channel) {
    var terms = endpoint.tls();
    if (terms == null) {
      return null;
    }
    var name = terms.serverName() == null ? endpoint.host() : terms.serverName();
    var handler = tlsContexts.contextFor(terms).newHandler(channel.alloc(), name, endpoint.port());
    handler.setHandshakeTimeoutMillis(endpoint.connectDeadline().toMillis());
    if (terms.verify()) {
      var parameters = handler.engine().getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      handler.engine().setSSLParameters(parameters);
    }
    return handler;
  }
}
