package headgate.gateway.listen;

import headgate.gateway.client.Client;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/** Takes over a connection whose caller asks for a WebSocket. */
public interface StreamDoor {
  /**
   * Answers the upgrade and owns the connection from then on.
   *
   * @param context the context of the handler that gives the connection away
   * @param request the upgrade request, whose body has been read
   * @param client who asks, and may
   * @return false where the request does not ask for it as it has to; nothing is done then
   */
  boolean upgrade(
      ChannelHandlerContext context, HttpRequest request, Door.Stream door, Client client);
}
