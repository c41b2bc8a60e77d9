package headgate.gateway.listen.websocket;

import headgate.gateway.address.IpAddress;
import headgate.gateway.listen.Door;
import headgate.gateway.listen.held.ByteGate;
import headgate.gateway.seam.Loop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What comes from one caller over its WebSocket.
 *
 * <p>The first message is the request. Until it is there the header deadline of HTTP runs on; an
 * open stream has no deadline, because a stream without blocks is silent for long. Later messages
 * are measured and dropped.
 */
final class WebSocketConnection extends ChannelInboundHandlerAdapter {
  private static final int PROTOCOL_ERROR = 1002;

  /** The codec lets pass any greater status; none has a meaning (RFC 6455, section 7.4.2). */
  private static final int STATUS_MAX = 4999;

  private static final int TOO_BIG = 1009;
  private static final int TRY_AGAIN_LATER = 1013;

  private enum State {
    /** The switch is not answered yet: who sends frames now does not speak WebSocket. */
    OPENING,
    /** Waits for the request. */
    AWAITING,
    /** The session has the request. */
    OPEN
  }

  private final WebSocketDoor.Terms terms;
  private final Channel channel;
  private final ByteGate gate;
  private final int messageBytesMax;
  private final WebSocketCaller caller;
  private final Streams.Session session;
  private final FrameAllowance allowance;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private State state = State.OPENING;
  private int messageBytes;
  private Loop.@Nullable Timer deadline;

  /** A connection whose switch is not answered yet. */
  WebSocketConnection(
      WebSocketDoor.Terms terms, Channel channel, Door.Stream door, IpAddress client) {
    this.terms = terms;
    this.channel = channel;
    gate = terms.byteGate();
    messageBytesMax = terms.streams().messageBytesMax(door);
    allowance = new FrameAllowance(terms.loop().clock().nanos());
    caller = new WebSocketCaller(terms, channel, client);
    session = terms.streams().enter(door, caller);
  }

  /** The switch is answered. */
  void opened() {
    state = State.AWAITING;
    deadline = terms.loop().schedule(terms.limits().headerDeadline(), channel::close);
  }

  @Override
  public void channelRead(ChannelHandlerContext at, Object received) {
    try {
      if (state == State.OPENING) {
        at.close();
      } else if (received instanceof WebSocketFrame frame && !caller.isOver()) {
        take(frame);
      }
    } finally {
      ReferenceCountUtil.release(received);
    }
  }

  private void take(WebSocketFrame frame) {
    session.alive();
    if (!allowance.admits(terms.loop().clock().nanos())) {
      // Nothing is said to who sends so much: it would hardly be read, and reading on costs.
      session.broken();
      caller.abort();
    } else if (frame instanceof CloseWebSocketFrame close) {
      closing(close);
    } else if (frame instanceof PingWebSocketFrame) {
      caller.pong(frame.content());
    } else if (!(frame instanceof PongWebSocketFrame)) {
      collect(frame.content(), frame.isFinalFragment());
    }
  }

  private void closing(CloseWebSocketFrame close) {
    var status = close.statusCode() < 0 ? Streams.NO_STATUS : close.statusCode();
    if (status > STATUS_MAX) {
      broken(PROTOCOL_ERROR);
    } else {
      session.closing(status, close.reasonText());
      caller.close(status, close.reasonText());
    }
  }

  private void collect(ByteBuf content, boolean last) {
    var more = content.readableBytes();
    if (messageBytes + more > messageBytesMax) {
      broken(TOO_BIG);
      return;
    }
    if (state == State.AWAITING && !keep(content, more)) {
      broken(TRY_AGAIN_LATER);
      return;
    }
    messageBytes = last ? 0 : messageBytes + more;
    if (last && state == State.AWAITING) {
      state = State.OPEN;
      session.request(drop());
    }
  }

  /** Adds a part of the request; false where the process holds as much as it may. */
  private boolean keep(ByteBuf content, int more) {
    if (!gate.tryTakeBody(more, message.size() + more)) {
      return false;
    }
    var part = new byte[more];
    content.readBytes(part);
    message.writeBytes(part);
    return true;
  }

  /** The request, or what there is of it, is no longer held here. */
  private byte[] drop() {
    var dropped = message.toByteArray();
    message.reset();
    gate.giveBack(dropped.length);
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
    return dropped;
  }

  /** Whoever sends many pings at once gets the answers at once, not each in a packet of its own. */
  @Override
  public void channelReadComplete(ChannelHandlerContext at) {
    caller.flushPongs();
  }

  /** The caller does not keep to the protocol, or there is no room for it. */
  private void broken(int status) {
    session.broken();
    caller.close(status, "");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext at, Throwable cause) {
    if (state == State.OPENING || !(cause instanceof CorruptedWebSocketFrameException corrupted)) {
      at.close();
    } else if (!caller.isOver()) {
      broken(corrupted.closeStatus().code());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext at, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      at.close();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext at) {
    if (caller.writable()) {
      session.writable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext at) {
    drop();
    caller.gone();
    session.gone();
  }
}
