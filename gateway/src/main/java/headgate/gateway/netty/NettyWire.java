package headgate.gateway.netty;

import headgate.gateway.seam.Endpoint;
import headgate.gateway.seam.Resolver;
import headgate.gateway.seam.Wire;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A wire of TCP sockets on one event loop, with TLS where the endpoint asks for it. */
public final class NettyWire implements Wire {
  private static final ChannelHandler NOTHING =
      new ChannelInitializer<>() {
        @Override
        protected void initChannel(Channel channel) {
          // Handlers come once the stream is there: an attempt may fail and another follow.
        }
      };

  private final NettyLoop loop;
  private final TlsContexts tlsContexts;
  private final Resolver resolver;
  private final Bootstrap bootstrap;

  /** A wire whose connections run on the given loop, to names that the machine can look up. */
  public NettyWire(NettyLoop loop, EventLoops loops, TlsContexts tlsContexts) {
    this(loop, loops, tlsContexts, host -> List.of(InetAddress.getAllByName(host)));
  }

  NettyWire(NettyLoop loop, EventLoops loops, TlsContexts tlsContexts, Resolver resolver) {
    this.loop = loop;
    this.tlsContexts = tlsContexts;
    this.resolver = resolver;
    this.bootstrap =
        new Bootstrap()
            .group(loop.eventLoop())
            .channelFactory(loops.clientChannel())
            .handler(NOTHING)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true);
  }

  @Override
  public Connection connect(Endpoint endpoint, Listener listener) {
    var connection = new NettyConnection(loop, listener);
    var attempts = attempts(endpoint, connection);
    connection.connecting(attempts);
    var literal = NetUtil.createInetAddressFromIpAddressString(endpoint.host());
    if (literal != null) {
      loop.execute(() -> attempts.at(List.of(literal)));
    } else {
      // Names are looked up off the loop: the JDK's resolver blocks.
      Thread.ofVirtual()
          .name("headgate-resolve")
          .start(() -> {
            var addresses = addresses(endpoint.host());
            loop.execute(() -> attempts.at(addresses));
          });
    }
    return connection;
  }

  private List<InetAddress> addresses(String host) {
    try {
      return resolver.addresses(host);
    } catch (UnknownHostException unknown) {
      return List.of();
    }
  }

  private ConnectAttempts attempts(Endpoint endpoint, NettyConnection connection) {
    var began = loop.clock().nanos();
    return new ConnectAttempts(
        loop,
        bootstrap,
        endpoint,
        outcome -> {
          var channel = outcome.channel();
          connection.connected(channel, tlsHandler(endpoint, channel, began));
        },
        connection::failed);
  }

  /** The handshake has what connecting has left of the deadline. */
  private @Nullable SslHandler tlsHandler(Endpoint endpoint, Channel channel, long beganNanos) {
    var terms = endpoint.tls();
    if (terms == null) {
      return null;
    }
    var name = terms.serverName() == null ? endpoint.host() : terms.serverName();
    var handler = tlsContexts.contextFor(terms).newHandler(channel.alloc(), name, endpoint.port());
    var left = endpoint.connectDeadline().minusNanos(loop.clock().nanos() - beganNanos);
    handler.setHandshakeTimeoutMillis(Math.max(1, left.toMillis()));
    if (terms.verify()) {
      var parameters = handler.engine().getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      handler.engine().setSSLParameters(parameters);
    }
    return handler;
  }
}
