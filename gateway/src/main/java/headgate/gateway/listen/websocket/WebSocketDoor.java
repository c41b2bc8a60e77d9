package headgate.gateway.listen.websocket;

import headgate.gateway.client.Client;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.listen.Door;
import headgate.gateway.listen.StreamDoor;
import headgate.gateway.listen.held.ByteGate;
import headgate.gateway.seam.Loop;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;

/** Agrees to the switch to WebSocket, from any origin, without extension and subprotocol. */
public final class WebSocketDoor implements StreamDoor {
  private final Terms terms;

  /**
   * What the WebSockets of one loop share.
   *
   * @param byteGate charged with what is held for callers
   */
  public record Terms(Loop loop, LimitsConfig limits, ByteGate byteGate, Streams streams) {}

  /** A door of one loop. */
  public WebSocketDoor(Terms terms) {
    this.terms = terms;
  }

  @Override
  public boolean upgrade(
      ChannelHandlerContext context, HttpRequest request, Door.Stream door, Client client) {
    if (!WebSocketUpgrade.isSound(request)) {
      return false;
    }
    var connection = new WebSocketConnection(terms, context.channel(), door, client.address());
    var pipeline = context.pipeline();
    pipeline.addBefore(context.name(), null, new HttpResponseEncoder());
    pipeline.replace(context.handler(), null, connection);
    var decoding =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(terms.streams.messageBytesMax(door))
            .allowExtensions(false)
            .closeOnProtocolViolation(false)
            .build();
    new Handshaker(request.uri(), decoding).handshake(pipeline.context(connection), whole(request));
    connection.opened();
    return true;
  }

  private static DefaultFullHttpRequest whole(HttpRequest request) {
    return new DefaultFullHttpRequest(
        request.protocolVersion(),
        request.method(),
        request.uri(),
        Unpooled.EMPTY_BUFFER,
        request.headers(),
        EmptyHttpHeaders.INSTANCE);
  }

  /** Spells the answer as goloop does, for clients that compare letters. */
  private static final class Handshaker extends WebSocketServerHandshaker13 {
    Handshaker(String uri, WebSocketDecoderConfig decoding) {
      super(uri, null, decoding);
    }

    @Override
    protected FullHttpResponse newHandshakeResponse(FullHttpRequest request, HttpHeaders more) {
      var response = super.newHandshakeResponse(request, more);
      response.headers().set("Upgrade", "websocket").set("Connection", "Upgrade");
      return response;
    }
  }
}
