package headgate.gateway.netty;

import headgate.gateway.seam.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP or TLS stream to a node, from before it is connected until after it is closed. */
final class NettyConnection extends ChannelInboundHandlerAdapter implements Wire.Connection {
  private static final Logger LOG = LoggerFactory.getLogger(NettyConnection.class);

  private final NettyLoop loop;
  private final Wire.Listener listener;
  private @Nullable ConnectAttempts attempts;
  private @Nullable Channel channel;
  private @Nullable ChannelHandlerContext context;
  private byte[] scratch = new byte[0];
  private boolean opened;
  private boolean abandoned;
  private boolean ended;
  private boolean tlsFailed;
  private boolean broken;

  NettyConnection(NettyLoop loop, Wire.Listener listener) {
    this.loop = loop;
    this.listener = listener;
  }

  /** How it comes to be, which closing it calls off. */
  void connecting(ConnectAttempts way) {
    attempts = way;
  }

  void failed(Wire.Cause cause) {
    if (!ended) {
      ended = true;
      listener.closed(cause);
    }
  }

  /** The stream is there; with TLS it is open only after the handshake. */
  void connected(Channel connectedChannel, @Nullable SslHandler tls) {
    attempts = null;
    if (tls != null) {
      connectedChannel.pipeline().addLast(tls);
    }
    connectedChannel.pipeline().addLast(this);
    if (!connectedChannel.isActive()) {
      failed(Wire.Cause.REFUSED);
    } else if (tls == null) {
      open();
    }
    connectedChannel.config().setAutoRead(true);
  }

  private void open() {
    if (!opened && !ended && !abandoned) {
      opened = true;
      listener.opened();
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext at) {
    context = at;
    channel = at.channel();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        open();
      } else {
        tlsFailed = true;
        context.close();
      }
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var buffer = (ByteBuf) message;
    try {
      if (!abandoned) {
        deliver(buffer);
      }
    } finally {
      buffer.release();
    }
  }

  private void deliver(ByteBuf buffer) {
    var length = buffer.readableBytes();
    if (buffer.hasArray()) {
      var from = buffer.arrayOffset() + buffer.readerIndex();
      listener.bytes(buffer.array(), from, from + length);
      return;
    }
    if (scratch.length < length) {
      scratch = new byte[Math.max(length, 2 * scratch.length)];
    }
    buffer.readBytes(scratch, 0, length);
    listener.bytes(scratch, 0, length);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (abandoned) {
      failed(Wire.Cause.LOCAL);
    } else if (tlsFailed || (!opened && context.pipeline().get(SslHandler.class) != null)) {
      failed(Wire.Cause.TLS);
    } else {
      failed(broken ? Wire.Cause.RESET : Wire.Cause.ENDED);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    BrokenOff.tell(LOG, "a connection to a node broke off", cause);
    broken = true;
    context.close();
  }

  @Override
  public void write(byte[] bytes, int from, int to) {
    if (context != null && !ended) {
      // Into a buffer that can go to the socket as it is: Netty would make one of any other.
      var request = loop.buffer().take(to - from).writeBytes(bytes, from, to - from);
      context.writeAndFlush(request, context.voidPromise());
    }
  }

  @Override
  public void reading(boolean on) {
    if (channel != null) {
      channel.config().setAutoRead(on);
    }
  }

  @Override
  public long unsentBytes() {
    if (channel == null || channel.unsafe().outboundBuffer() == null) {
      return 0;
    }
    return channel.unsafe().outboundBuffer().totalPendingWriteBytes();
  }

  @Override
  public void close() {
    abandoned = true;
    if (channel != null) {
      channel.close();
    } else if (attempts != null) {
      attempts.cancel();
      loop.execute(() -> failed(Wire.Cause.LOCAL));
    }
  }
}
