package headgate.gateway.listen.websocket;

import headgate.gateway.address.IpAddress;
import headgate.gateway.listen.held.ByteGate;
import headgate.gateway.seam.Loop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What goes to one caller over its WebSocket.
 *
 * <p>Whoever ends the stream, what was added before goes out first, then this half of the
 * connection ends and the caller has a second to end its own, so that it reads the last frame
 * instead of a reset. What waits to go out is small, and counted with all else that is held for
 * callers.
 */
final class WebSocketCaller implements Streams.Caller {
  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(16 * 1024, 64 * 1024);

  /** The operating system queues no more for a slow caller, so that its slowness is soon seen. */
  private static final int SEND_BUFFER_BYTES = 128 * 1024;

  private final Loop loop;
  private final Channel channel;
  private final IpAddress client;
  private final Duration writeDeadline;
  private final ByteGate gate;
  private boolean over;
  private boolean marked;
  private boolean pongs;
  private long charged;
  private Loop.@Nullable Timer deadline;

  WebSocketCaller(WebSocketDoor.Terms terms, Channel channel, IpAddress client) {
    this.channel = channel;
    loop = terms.loop();
    this.client = client;
    writeDeadline = terms.limits().writeDeadline();
    gate = terms.byteGate();
    channel.config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES);
    channel.config().setWriteBufferWaterMark(WATER_MARK);
  }

  /** Whether nothing more goes out, because the end is on its way or the caller is gone. */
  boolean isOver() {
    return over;
  }

  /** The connection is closed. */
  void gone() {
    over = true;
    charge(0);
    if (deadline != null) {
      deadline.cancel();
    }
  }

  @Override
  public Loop loop() {
    return loop;
  }

  @Override
  public IpAddress client() {
    return client;
  }

  @Override
  public void send(Streams.Kind kind, boolean last, byte[] payload) {
    if (!over) {
      var content = Unpooled.wrappedBuffer(payload);
      channel.write(
          switch (kind) {
            case TEXT -> new TextWebSocketFrame(last, 0, content);
            case BINARY -> new BinaryWebSocketFrame(last, 0, content);
            case CONTINUATION -> new ContinuationWebSocketFrame(last, 0, content);
          });
    }
  }

  @Override
  public void ping() {
    if (!over) {
      channel.write(new PingWebSocketFrame());
      flush();
    }
  }

  /** Adds the answer to a ping; who pings without reading the answers gets none. */
  void pong(ByteBuf payload) {
    if (!writable()) {
      flushPongs();
    }
    if (writable()) {
      channel.write(new PongWebSocketFrame(payload.retain()));
      pongs = true;
    }
  }

  /** Hands over the answers to the pings that came in one read. */
  void flushPongs() {
    if (pongs) {
      pongs = false;
      flush();
    }
  }

  @Override
  public void flush() {
    channel.flush();
    count();
  }

  /** Charges what has not gone out; a mark behind it in the queue tells when it has. */
  private void count() {
    var unsent = unsentBytes();
    charge(unsent);
    if (unsent > 0 && !marked) {
      marked = true;
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> passed());
    }
  }

  /** The mark itself leaves the queue only after this. */
  private void passed() {
    marked = false;
    loop.execute(this::count);
  }

  private void charge(long bytes) {
    if (bytes > charged) {
      gate.take(bytes - charged);
    } else {
      gate.giveBack(charged - bytes);
    }
    charged = bytes;
  }

  @Override
  public boolean writable() {
    return !over && channel.isWritable();
  }

  @Override
  public long unsentBytes() {
    var queue = channel.unsafe().outboundBuffer();
    return queue == null ? 0 : queue.totalPendingWriteBytes();
  }

  @Override
  public void close(int status, String reason) {
    finish(
        status == Streams.NO_STATUS
            ? new CloseWebSocketFrame()
            : new CloseWebSocketFrame(true, 0, status, reason));
  }

  @Override
  public void end() {
    finish(Unpooled.EMPTY_BUFFER);
  }

  @Override
  public void abort() {
    over = true;
    channel.close();
  }

  private void finish(Object last) {
    if (over) {
      ReferenceCountUtil.release(last);
      return;
    }
    over = true;
    deadline = loop.schedule(writeDeadline, channel::close);
    channel.writeAndFlush(last).addListener(_ -> linger());
  }

  private void linger() {
    if (deadline != null) {
      deadline.cancel();
    }
    if (channel.isActive() && channel instanceof DuplexChannel duplex) {
      deadline = loop.schedule(LINGER, channel::close);
      duplex.shutdownOutput();
    } else {
      channel.close();
    }
  }
}
