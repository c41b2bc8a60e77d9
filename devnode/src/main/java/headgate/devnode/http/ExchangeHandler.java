package headgate.devnode.http;

import headgate.devnode.node.NodeState;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Serves one connection: its requests one after the other, each by its route. */
final class ExchangeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final int PIPELINED_MAX = 64;

  private final NodeState node;
  private final ArrayDeque<Received> waiting = new ArrayDeque<>();
  private @Nullable AnswerSender sender;
  private boolean busy;

  ExchangeHandler(NodeState node) {
    this.node = node;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    sender = new AnswerSender(context.channel(), node.options().timer(), () -> next(context));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    if (waiting.size() >= PIPELINED_MAX) {
      var _ = context.close();
      return;
    }
    waiting.add(new Received(request));
    if (!busy) {
      next(context);
    }
  }

  private void next(ChannelHandlerContext context) {
    var request = waiting.poll();
    busy = request != null;
    if (request != null) {
      new Exchange(node, context.executor(), senderOf(), request).serve();
    }
  }

  private AnswerSender senderOf() {
    if (sender == null) {
      throw new IllegalStateException("no connection yet");
    }
    return sender;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
