package headgate.gateway.listen;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/** Takes over a connection whose caller asks for a WebSocket. */
public interface StreamDoor {
  /** A door that lets nobody in. */
  StreamDoor SHUT = (context, _, _) -> context.close();

  /**
   * Answers the upgrade and owns the connection from then on.
   *
   * @param context the context of the handler that gives the connection away
   * @param request the upgrade request, without a body
   */
  void upgrade(ChannelHandlerContext context, HttpRequest request, Door.Stream door);
}
