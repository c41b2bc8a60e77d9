package headgate.gateway.listen;

import headgate.gateway.listen.framing.FramingGuard;
import headgate.gateway.listen.framing.PlainPosts;
import headgate.gateway.netty.BrokenOff;
import headgate.gateway.seam.Loop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a caller's connection what happens on its channel. */
final class RpcHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(RpcHandler.class);

  private final RpcConnection connection;

  private RpcHandler(RpcConnection connection) {
    this.connection = connection;
  }

  /** Puts everything on a channel that reads a caller's requests. */
  static void serve(Channel channel, Loop loop, ListenerParts parts, Downstream downstream) {
    var connection = new RpcConnection(loop, parts, downstream);
    var guard = new FramingGuard(connection::bytesArrived);
    var requests = new PlainRequests(connection, parts, downstream);
    var plain = new PlainPosts(parts.plain().posts(), guard, requests);
    channel.pipeline().addLast(plain, guard, new RpcHandler(connection));
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    connection.opened(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    connection.closed();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      connection.inputEnds(context);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpObject object) {
      connection.read(context, object);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    connection.writabilityChanged();
  }

  /** Broken connections and framing are the caller's affair, anything else is a bug. */
  @Override
  public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
    BrokenOff.tell(LOG, "a connection broke off", cause);
    broken.close();
  }
}
