package headgate.gateway.listen;

import headgate.gateway.listen.framing.FramingGuard;
import headgate.gateway.listen.held.BodyCollector;
import headgate.gateway.listen.held.HeldBytes;
import headgate.gateway.listen.held.ReadingPause;
import headgate.gateway.listen.held.WaitingParts;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.seam.Loop;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One caller's HTTP/1.1 connection, request after request.
 *
 * <p>The connection is always in one {@link ConnectionState}, and each state has one deadline.
 * While one request is served, bytes of the next are read once and then left in the socket.
 */
final class RpcConnection extends ChannelInboundHandlerAdapter
    implements ConnectionSweep.Swept, ReadingPause.Paused, ResponseWriter.Progress {
  private static final Logger LOG = LoggerFactory.getLogger(RpcConnection.class);
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Loop loop;
  private final ListenerParts parts;
  private final InetAddress client;
  private final HeldBytes held;
  private final BodyCollector body;
  private final ResponseWriter writer;
  private final Unserved unserved;
  private final HttpExchange.Caller caller;
  private final WaitingParts waiting = new WaitingParts();
  private @Nullable ChannelHandlerContext context;
  private RpcListener.Service service;
  private ConnectionState state = ConnectionState.IDLE;
  private long deadlineNanos;
  private @Nullable Opening opening;
  private @Nullable HttpExchange serving;
  private boolean closing;
  private boolean inputEnded;
  private boolean lastCalled;

  RpcConnection(Loop loop, ListenerParts parts, InetAddress client) {
    this.loop = loop;
    this.parts = parts;
    this.client = client;
    service = parts.services().get();
    held = new HeldBytes(parts.byteGate());
    body = new BodyCollector(held);
    writer = new ResponseWriter(parts.responseHead(), this);
    unserved = new Unserved(parts.access(), loop.clock(), client);
    caller = new HttpExchange.Caller(loop, client, writer);
  }

  // ---- the connection itself

  /** However the connection ends, and also where it then belongs to another, it is left once. */
  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    parts.acceptGate().leftAt(added.channel().closeFuture(), client);
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    context = active;
    writer.attach(active);
    enter(ConnectionState.IDLE, service.limits().headerDeadline());
    parts.sweep().add(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) {
    waiting.drop();
    if (state == ConnectionState.BODY) {
      unserved.cut(body.length());
    }
    leave();
  }

  /** Has nothing to do with the connection any more. */
  private void leave() {
    parts.sweep().remove(this);
    parts.pause().leave(this);
    context = null;
    writer.detach();
    if (state != ConnectionState.SERVING && state != ConnectionState.WRITING) {
      release();
    } else if (serving != null) {
      serving.end();
    }
  }

  /** The exchange is over: what was held for it can go. */
  private void release() {
    body.reset();
    held.release();
  }

  /** Broken connections and framing are the caller's affair, anything else is a bug. */
  @Override
  public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
    if (!(cause instanceof IOException || cause instanceof DecoderException)) {
      LOG.error("a connection broke off", cause);
    }
    broken.close();
  }

  /** Bytes arrived from the caller, before any of them is decoded. */
  void bytesArrived() {
    if (state == ConnectionState.IDLE && context != null && parts.pause().holds(this)) {
      enter(ConnectionState.PAUSED, ReadingPause.MAX);
      context.channel().config().setAutoRead(false);
    } else if (state == ConnectionState.IDLE) {
      enter(ConnectionState.HEAD, service.limits().headerDeadline());
    }
  }

  @Override
  public void resume() {
    if (state == ConnectionState.PAUSED && context != null) {
      held.release();
      enter(ConnectionState.HEAD, service.limits().headerDeadline());
      readWaiting(context);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext at, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputEnded = true;
      switch (state) {
        case IDLE, HEAD, BODY, LINGERING -> at.close();
        case PAUSED -> endPause();
        case SERVING, WRITING -> lastIfNothingWaits();
      }
    }
  }

  /** A caller that has ended its side still gets the answers to all it sent before. */
  private void lastIfNothingWaits() {
    if (inputEnded && waiting.isEmpty()) {
      close();
    }
  }

  @Override
  public boolean idle() {
    return state == ConnectionState.IDLE && writer.hasAnswered();
  }

  /** A request that is not whole by now was never asked, and its caller is told so. */
  @Override
  public void lastCall() {
    lastCalled = true;
    if (state == ConnectionState.BODY) {
      answerUnread(EarlyAnswer.error(FailureKind.OVERLOADED));
    } else if (state == ConnectionState.SERVING && serving != null) {
      serving.lastCall();
    } else if (!state.answering()) {
      overdue();
    }
  }

  @Override
  public long deadlineNanos() {
    return deadlineNanos;
  }

  /** A caller that still takes a large answer at a fair pace is given more time. */
  @Override
  public void overdue() {
    if (state == ConnectionState.WRITING && writer.keepsPace()) {
      enter(ConnectionState.WRITING, service.limits().writeDeadline());
    } else if (state == ConnectionState.PAUSED) {
      endPause();
    } else if (context != null) {
      context.close();
    }
  }

  private void enter(ConnectionState next, Duration deadline) {
    state = next;
    deadlineNanos = loop.clock().nanos() + deadline.toNanos();
  }

  // ---- a request in

  @Override
  public void channelRead(ChannelHandlerContext at, Object message) {
    // What follows on a connection that was given up is nobody's request.
    if (!(message instanceof HttpObject object)
        || state == ConnectionState.LINGERING
        || !at.channel().isOpen()) {
      ReferenceCountUtil.release(message);
    } else if (state.busy()) {
      await(at, object);
    } else {
      handle(at, object);
    }
  }

  private void await(ChannelHandlerContext at, HttpObject object) {
    var bytes = waiting.add(object);
    at.channel().config().setAutoRead(false);
    if (waiting.tooMany()) {
      at.close();
    } else if (state == ConnectionState.PAUSED && !held.tryGrow(bytes, bytes)) {
      // Where there is no room even to wait, the caller is told at once.
      endPause();
    }
  }

  private void endPause() {
    parts.pause().leave(this);
    resume();
  }

  private void handle(ChannelHandlerContext at, HttpObject object) {
    try {
      if (object.decoderResult().isFailure() && !Opening.isTooLarge(object)) {
        at.close();
      } else if (object instanceof HttpRequest head) {
        begin(head);
      } else if (object instanceof HttpContent content
          && opening != null
          && state == ConnectionState.BODY) {
        collect(at, opening, content);
      }
    } finally {
      ReferenceCountUtil.release(object);
    }
  }

  private void begin(HttpRequest head) {
    unserved.begins();
    // The one look: a request sees one configuration, whatever is loaded until it has its answer.
    service = parts.services().get();
    var begun = Opening.of(head, service.doors(), service.limits().bodyBytesMax());
    opening = begun;
    writer.answering(head);
    if (!HttpUtil.isKeepAlive(head) || parts.acceptGate().isOver(client)) {
      close();
    }
    enter(ConnectionState.BODY, service.limits().bodyDeadline());
    if (begun.early() != null && begun.unread()) {
      answerUnread(begun.early());
    } else if (begun.awaited()) {
      writer.sendContinue();
    }
  }

  private void collect(ChannelHandlerContext at, Opening opened, HttpContent content) {
    switch (body.add(content.content(), service.limits().bodyBytesMax())) {
      case TOO_LARGE -> answerUnread(EarlyAnswer.error(FailureKind.TOO_LARGE));
      case NO_ROOM -> answerUnread(EarlyAnswer.error(FailureKind.OVERLOADED));
      case TAKEN -> {
        if (content instanceof LastHttpContent) {
          complete(at, opened);
        }
      }
    }
  }

  private void complete(ChannelHandlerContext at, Opening whole) {
    lastIfNothingWaits();
    if (whole.early() != null) {
      send(whole.early());
    } else if (whole.door() instanceof Door.Rpc rpc) {
      // The pipeline's own deadlines hold now; the sweep only watches for a bug.
      enter(ConnectionState.SERVING, parts.servingMax());
      var headers = whole.head().headers();
      var exchange = new HttpExchange(caller, rpc, headers, body.bytes(), body.length());
      serving = exchange;
      if (lastCalled) {
        exchange.lastCall();
      }
      service.pipeline().accept(exchange);
    } else if (whole.door() instanceof Door.Stream stream) {
      upgrade(at, whole.head(), stream);
    } else {
      at.close();
    }
  }

  /** A caller must not send anything behind its request to switch before that is answered. */
  private void upgrade(ChannelHandlerContext at, HttpRequest head, Door.Stream stream) {
    if (!waiting.isEmpty() || FramingGuard.holdsMore(at)) {
      at.close();
    } else if (service.streams().upgrade(at, head, stream)) {
      leave();
    } else {
      send(EarlyAnswer.notAnUpgrade());
    }
  }

  // ---- an answer out

  /** Answers although part of the request is unread, and ends the connection. */
  private void answerUnread(EarlyAnswer answer) {
    close();
    send(answer);
  }

  private void send(EarlyAnswer answer) {
    writer.send(answer, unserved.answered(answer, body.length()));
  }

  private void close() {
    closing = true;
    writer.closing();
  }

  @Override
  public void holding(long bytes) {
    held.add(bytes);
  }

  @Override
  public void begun() {
    if (parts.isLast(context, waiting)) {
      close();
    }
    enter(ConnectionState.WRITING, service.limits().writeDeadline());
  }

  @Override
  public void advanced() {
    if (state == ConnectionState.WRITING) {
      enter(ConnectionState.WRITING, service.limits().writeDeadline());
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext at) {
    writer.writabilityChanged();
  }

  @Override
  public void written(boolean success) {
    serving = null;
    release();
    if (context == null) {
      return;
    }
    if (!success) {
      context.close();
    } else if (closing) {
      linger(context);
    } else {
      opening = null;
      enter(ConnectionState.IDLE, service.limits().idleDeadline());
      readWaiting(context);
    }
  }

  /** Ends our half and lets the caller end its own, for a second at most. */
  private void linger(ChannelHandlerContext at) {
    if (inputEnded || !(at.channel() instanceof DuplexChannel duplex)) {
      at.close();
      return;
    }
    enter(ConnectionState.LINGERING, LINGER);
    waiting.drop();
    duplex.shutdownOutput();
    at.channel().config().setAutoRead(true);
  }

  private void readWaiting(ChannelHandlerContext at) {
    while (!waiting.isEmpty() && at.channel().isOpen() && !state.busy()) {
      bytesArrived();
      if (!state.busy()) {
        handle(at, waiting.remove());
      }
    }
    if (state == ConnectionState.IDLE && FramingGuard.holdsMore(at)) {
      bytesArrived(); // The next head has begun to come behind the request before it.
    }
    if (waiting.isEmpty() && inputEnded && !state.busy()) {
      at.close();
    } else if (waiting.isEmpty() && state != ConnectionState.PAUSED) {
      at.channel().config().setAutoRead(true);
    }
  }
}
