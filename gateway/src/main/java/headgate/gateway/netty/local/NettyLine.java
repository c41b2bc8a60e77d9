package headgate.gateway.netty.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.FileDescriptor;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.util.ReferenceCountUtil;

/** A line that is a socket of the local domain. */
final class NettyLine implements LocalLine {
  private final EpollDomainSocketChannel channel;

  NettyLine(EpollDomainSocketChannel channel) {
    this.channel = channel;
  }

  /** Has what comes from now on heard; on the loop, once. */
  void hearWith(Ear ear) {
    channel
        .pipeline()
        .addLast(new LineBasedFrameDecoder(LINE_BYTES_MAX, true, true), new Hearing(channel, ear));
  }

  @Override
  public void say(String line) {
    send(Unpooled.copiedBuffer(line + "\n", UTF_8));
  }

  @Override
  public void pass(int descriptor) {
    send(new FileDescriptor(descriptor));
  }

  private void send(Object message) {
    channel.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  @Override
  public void close() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** From messages to words. */
  private static final class Hearing extends ChannelInboundHandlerAdapter {
    private final EpollDomainSocketChannel channel;
    private final Ear ear;

    Hearing(EpollDomainSocketChannel channel, Ear ear) {
      this.channel = channel;
      this.ear = ear;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof FileDescriptor passed) {
        // Only the first thing that comes may be one.
        channel.config().setReadMode(DomainSocketReadMode.BYTES);
        channel.config().setAutoRead(true);
        ear.descriptor(passed.intValue());
        return;
      }
      try {
        ear.line(((ByteBuf) message).toString(UTF_8));
      } finally {
        ReferenceCountUtil.release(message);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      ear.closed();
    }

    /** Whoever says what is no line, or breaks off, is heard no more. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
