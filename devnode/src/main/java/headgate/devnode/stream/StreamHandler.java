package headgate.devnode.stream;

import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import headgate.devnode.json.JsonWriter;
import headgate.devnode.node.NodeState;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket: the first message asks for a stream, then blocks flow as fast as they can be
 * written. As with goloop an error ends the connection without a close frame, the node never pings,
 * and a first message that is too large is neither answered nor is the connection closed.
 */
public final class StreamHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final int MESSAGE_BYTES_MAX = 16 << 10;
  private static final int BLOCKS_AT_ONCE = 100;
  private static final int TOO_BIG = 1009;
  private static final int LACK_OF_RESOURCE = -31005;
  private static final int INVALID_PARAMS = -32602;

  private final NodeState node;
  private final StreamKind kind;
  private State state = State.ASKED;
  private @Nullable Subscription subscription;
  private Runnable unsubscribe = () -> {};
  private long next;

  public StreamHandler(NodeState node, StreamKind kind) {
    this.node = node;
    this.kind = kind;
  }

  private enum State {
    /** The request has not come. */
    ASKED,
    /** Blocks flow. */
    RUNNING,
    /** Nothing is read or written any more. */
    DANGLING
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (state == State.DANGLING) {
      return;
    }
    switch (frame) {
      case PingWebSocketFrame ping ->
          send(context, new PongWebSocketFrame(ping.content().retain()));
      case CloseWebSocketFrame close ->
          context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
      case TextWebSocketFrame _, BinaryWebSocketFrame _ -> message(context, frame);
      default -> {
        // A pong is not waited for.
      }
    }
  }

  private void message(ChannelHandlerContext context, WebSocketFrame frame) {
    var tooBig = frame.content().readableBytes() > MESSAGE_BYTES_MAX;
    if (state == State.RUNNING && tooBig) {
      var close = new CloseWebSocketFrame(TOO_BIG, "");
      context.writeAndFlush(close).addListener(ChannelFutureListener.CLOSE);
    } else if (tooBig) {
      state = State.DANGLING;
    } else if (state == State.ASKED) {
      open(context, frame.content().toString(StandardCharsets.UTF_8));
    }
  }

  private void open(ChannelHandlerContext context, String request) {
    try {
      var asked = subscription(request);
      if (!node.openSession()) {
        refuse(context, LACK_OF_RESOURCE, "too many monitor");
        return;
      }
      context.channel().closeFuture().addListener(_ -> node.closeSession());
      accept(context, asked);
    } catch (BadRequestException bad) {
      refuse(context, bad);
    }
  }

  /** goloop takes a place for the stream before it looks at the filters. */
  private void refuse(ChannelHandlerContext context, BadRequestException bad) {
    if (bad.isUnreadable()) {
      refuse(context, bad.code(), bad.text());
    } else if (node.openSession()) {
      node.closeSession();
      refuse(context, bad.code(), bad.text());
    } else {
      refuse(context, LACK_OF_RESOURCE, "too many monitor");
    }
  }

  private @Nullable Subscription subscription(String request) throws BadRequestException {
    return switch (kind) {
      case BLOCK -> BlockSubscription.read(request);
      case EVENT -> EventSubscription.read(request);
      case BTP -> {
        StreamFields.read(request, "height", "networkID", "proofFlag", "progressInterval");
        yield null;
      }
    };
  }

  /** There is no BTP network: such a stream is opened and ends at once. */
  private void accept(ChannelHandlerContext context, @Nullable Subscription asked) {
    if (asked == null) {
      write(context, new JsonObject().putNumber("code", 0).build());
      context.flush();
      var _ = context.close();
      return;
    }
    var earliest = node.view().earliest();
    if (asked.start() < earliest) {
      refuse(
          context,
          INVALID_PARAMS,
          "given height(%d) is lower than genesis height(%d)".formatted(asked.start(), earliest));
      return;
    }
    write(context, new JsonObject().putNumber("code", 0).build());
    state = State.RUNNING;
    subscription = asked;
    next = asked.start();
    unsubscribe = node.chain().onBlock(_ -> pumpSoon(context));
    pump(context);
  }

  private void pumpSoon(ChannelHandlerContext context) {
    if (!context.executor().isShuttingDown()) {
      context.executor().execute(() -> pump(context));
    }
  }

  /** Writes what the node has seen, as long as the peer takes it. */
  private void pump(ChannelHandlerContext context) {
    var asked = subscription;
    if (asked == null) {
      return;
    }
    var view = node.view();
    for (var blocks = 0; context.channel().isWritable(); blocks++) {
      var block = view.block(next);
      if (block.isEmpty() || blocks == BLOCKS_AT_ONCE) {
        if (block.isPresent()) {
          pumpSoon(context);
        }
        break;
      }
      var receipts = node.chain().receipts(next - 1);
      asked.messages(block.get(), receipts).forEach(message -> write(context, message));
      next++;
    }
    context.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    pump(context);
  }

  private static void refuse(ChannelHandlerContext context, int code, String message) {
    write(context, new JsonObject().putNumber("code", code).put("message", message).build());
    context.flush();
    var _ = context.close();
  }

  private static void write(ChannelHandlerContext context, Json message) {
    var frame = new TextWebSocketFrame(JsonWriter.write(message) + "\n");
    context.write(frame).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  private static void send(ChannelHandlerContext context, WebSocketFrame frame) {
    context.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    subscription = null;
    unsubscribe.run();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
