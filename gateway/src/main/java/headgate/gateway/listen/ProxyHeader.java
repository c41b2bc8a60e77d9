package headgate.gateway.listen;

import headgate.gateway.address.IpAddress;
import headgate.gateway.seam.Loop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the header with which a proxy names the client of a connection, version 1 or 2 of the
 * PROXY protocol; whatever comes instead ends the connection.
 *
 * <p>A proxy may also say that it connects for itself ({@code LOCAL}, or {@code UNKNOWN} in version
 * 1), as it does to see whether we are there.
 */
final class ProxyHeader extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyHeader.class);

  /** Bytes of what a header may carry beside the addresses. */
  private static final int MORE_BYTES_MAX = 1024;

  private final Loop.Timer late;
  private final IpAddress peer;
  private final Consumer<IpAddress> named;

  private ProxyHeader(Loop.Timer late, IpAddress peer, Consumer<IpAddress> named) {
    this.late = late;
    this.peer = peer;
    this.named = named;
  }

  /**
   * Puts it on a channel that is not active yet.
   *
   * @param named puts what reads requests on the channel, or closes it
   */
  static void awaitOn(
      Channel channel, Loop loop, Duration deadline, IpAddress peer, Consumer<IpAddress> named) {
    var late = loop.schedule(deadline, channel::close);
    channel
        .pipeline()
        .addLast(
            new HAProxyMessageDecoder(MORE_BYTES_MAX, true), new ProxyHeader(late, peer, named));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      var client = message instanceof HAProxyMessage header ? client(header) : null;
      if (client == null) {
        context.close();
        return;
      }
      late.cancel();
      named.accept(client);
      context.fireChannelActive(); // What was put there has not heard of it.
      context.pipeline().remove(this);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private @Nullable IpAddress client(HAProxyMessage header) {
    var family = header.proxiedProtocol().addressFamily();
    if (header.command() == HAProxyCommand.LOCAL || family == AddressFamily.AF_UNSPEC) {
      return peer;
    }
    var address = header.sourceAddress();
    if (address == null || family == AddressFamily.AF_UNIX) {
      return null;
    }
    try {
      return IpAddress.parse(address);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    late.cancel();
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
    late.cancel();
    LOG.debug("a connection did not begin with the header of the PROXY protocol", cause);
    broken.close();
  }
}
