package headgate.gateway.listen;

import headgate.gateway.client.Client;
import headgate.gateway.listen.answer.EarlyAnswer;
import headgate.gateway.listen.answer.ResponseWriter;
import headgate.gateway.listen.framing.FramingGuard;
import headgate.gateway.listen.held.BodyCollector;
import headgate.gateway.listen.held.HeldBytes;
import headgate.gateway.listen.held.ReadingPause;
import headgate.gateway.listen.held.WaitingParts;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.seam.Loop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * One caller's HTTP/1.1 connection, request after request.
 *
 * <p>The connection is always in one {@link ConnectionState}, and each state has one deadline.
 * While one request is served, bytes of the next are read once and then left in the socket.
 */
final class RpcConnection
    implements ConnectionSweep.Swept, ReadingPause.Paused, ResponseWriter.Progress {
  private final Loop loop;
  private final ListenerParts parts;
  private final Downstream downstream;
  private final HeldBytes held;
  private final BodyCollector body;
  private final ResponseWriter writer;
  private final Unserved unserved;
  private final Serving serving;
  private final WaitingParts waiting = new WaitingParts();
  private @Nullable ChannelHandlerContext context;
  private RpcListener.Service service;
  private ConnectionState state = ConnectionState.IDLE;
  private long deadlineNanos;
  private @Nullable Opening opening;
  private boolean closing;
  private boolean inputEnded;

  RpcConnection(Loop loop, ListenerParts parts, Downstream downstream) {
    this.loop = loop;
    this.parts = parts;
    this.downstream = downstream;
    service = parts.services().get();
    held = new HeldBytes(parts.byteGate());
    body = new BodyCollector(held);
    writer = new ResponseWriter(parts.responseHead(), this);
    unserved = new Unserved(parts.access(), loop.clock(), downstream.address());
    serving = new Serving(new HttpExchange.Caller(loop, writer));
  }

  void opened(ChannelHandlerContext active) {
    context = active;
    writer.attach(active);
    enter(ConnectionState.IDLE);
    // The first request is waited for no longer than for the rest of it.
    deadlineNanos = loop.clock().nanos() + service.limits().headerDeadline().toNanos();
    parts.sweep().add(this);
  }

  void closed() {
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
    } else {
      serving.callerLeft();
    }
  }

  /** The exchange is over: what was held for it can go. */
  private void release() {
    body.reset();
    held.release();
  }

  /** Bytes arrived from the caller, before any of them is decoded. */
  void bytesArrived() {
    if (state == ConnectionState.IDLE && context != null && parts.pause().holds(this)) {
      enter(ConnectionState.PAUSED);
      context.channel().config().setAutoRead(false);
    } else if (state == ConnectionState.IDLE) {
      enter(ConnectionState.HEAD);
    }
  }

  @Override
  public void resume() {
    if (state == ConnectionState.PAUSED && context != null) {
      held.release();
      enter(ConnectionState.HEAD);
      readWaiting(context);
    }
  }

  /** The caller sends no more. */
  void inputEnds(ChannelHandlerContext at) {
    inputEnded = true;
    switch (state) {
      case IDLE, HEAD, BODY, LINGERING -> at.close();
      case PAUSED -> endPause();
      case SERVING, WRITING -> lastIfNothingWaits();
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
    serving.lastCall(state == ConnectionState.SERVING);
    if (state == ConnectionState.BODY) {
      answerUnread(EarlyAnswer.error(FailureKind.OVERLOADED));
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
      enter(ConnectionState.WRITING);
    } else if (state == ConnectionState.PAUSED) {
      endPause();
    } else if (context != null) {
      context.close();
    }
  }

  private void enter(ConnectionState next) {
    state = next;
    deadlineNanos = loop.clock().nanos() + next.deadline(service.limits()).toNanos();
  }

  // ---- a request in

  /** Whether the connection is between two requests and the next one may begin. */
  boolean betweenRequests() {
    return state == ConnectionState.IDLE
        && context != null
        && waiting.isEmpty()
        && !closing
        && !inputEnded;
  }

  /** A whole request: what follows from its head, and its body. */
  void whole(RpcListener.Service now, Opening begun, byte[] bytes, int from, int to) {
    begin(now, begun);
    if (state == ConnectionState.BODY && context != null && opening != null) {
      collected(context, opening, body.whole(bytes, from, to, now.limits().bodyBytesMax()), true);
    }
  }

  /** A whole request and its response, which is all there is to it. */
  void answered(RpcListener.Service now, ByteBuf response) {
    service = now;
    enter(ConnectionState.WRITING); // Its end may be told before sending returns.
    if (writer.send(response)) {
      enter(ConnectionState.IDLE);
    }
  }

  /** A piece of a request, which the decoder has read. */
  void read(ChannelHandlerContext at, HttpObject object) {
    // What follows on a connection that was given up is nobody's request.
    if (state == ConnectionState.LINGERING || !at.channel().isOpen()) {
      ReferenceCountUtil.release(object);
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
        var now = parts.services().get();
        begin(now, Opening.of(head, now));
      } else if (object instanceof HttpContent content
          && opening != null
          && state == ConnectionState.BODY) {
        var outcome = body.add(content.content(), service.limits().bodyBytesMax());
        collected(at, opening, outcome, content instanceof LastHttpContent);
      }
    } finally {
      ReferenceCountUtil.release(object);
    }
  }

  /** The one look: a request sees one configuration, whatever is loaded until it has its answer. */
  private void begin(RpcListener.Service now, Opening begun) {
    service = now;
    var open = begun.to(downstream.asking(now, begun.stated()), now);
    var asking = open.client();
    unserved.begins(asking == null ? downstream.address() : asking.address());
    opening = open;
    writer.answering(open.head());
    if (!HttpUtil.isKeepAlive(open.head()) || downstream.isOver()) {
      close();
    }
    enter(ConnectionState.BODY);
    if (open.early() != null && open.unread()) {
      answerUnread(open.early());
    } else if (open.awaited()) {
      writer.sendContinue();
    }
  }

  private void collected(
      ChannelHandlerContext at, Opening opened, BodyCollector.Outcome outcome, boolean last) {
    switch (outcome) {
      case TOO_LARGE -> answerUnread(EarlyAnswer.error(FailureKind.TOO_LARGE));
      case NO_ROOM -> answerUnread(EarlyAnswer.error(FailureKind.OVERLOADED));
      case TAKEN -> {
        if (last) {
          complete(at, opened);
        }
      }
    }
  }

  private void complete(ChannelHandlerContext at, Opening whole) {
    lastIfNothingWaits();
    var client = whole.client();
    if (whole.early() != null) {
      send(whole.early());
    } else if (whole.door() instanceof Door.Rpc rpc && client != null) {
      enter(ConnectionState.SERVING);
      serving.serve(service, new HttpExchange.Asked(client, rpc, whole.head().headers()), body);
    } else if (whole.door() instanceof Door.Stream stream && client != null) {
      upgrade(at, whole.head(), stream, client);
    } else {
      at.close();
    }
  }

  /** A caller must not send anything behind its request to switch before that is answered. */
  private void upgrade(ChannelHandlerContext at, HttpRequest head, Door.Stream stream, Client by) {
    if (!waiting.isEmpty() || FramingGuard.holdsMore(at)) {
      at.close();
    } else if (service.streams().upgrade(at, head, stream, by)) {
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
    enter(ConnectionState.WRITING);
  }

  @Override
  public void advanced() {
    if (state == ConnectionState.WRITING) {
      enter(ConnectionState.WRITING);
    }
  }

  /** The caller takes more, or no more. */
  void writabilityChanged() {
    writer.writabilityChanged();
  }

  @Override
  public void written(boolean success) {
    serving.over();
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
      enter(ConnectionState.IDLE);
      readWaiting(context);
    }
  }

  /** Ends our half and lets the caller end its own, for a second at most. */
  private void linger(ChannelHandlerContext at) {
    if (inputEnded || !(at.channel() instanceof DuplexChannel duplex)) {
      at.close();
      return;
    }
    enter(ConnectionState.LINGERING);
    waiting.drop();
    duplex.shutdownOutput();
    at.channel().config().setAutoRead(true);
  }

  private void readWaiting(ChannelHandlerContext at) {
    if (!waiting.handOn(() -> mayGoOn(at), object -> handle(at, object))) {
      return;
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

  /** Whether what waits may be read: also the next head begins with its first bytes. */
  private boolean mayGoOn(ChannelHandlerContext at) {
    if (at.channel().isOpen() && !state.busy()) {
      bytesArrived();
      return !state.busy();
    }
    return false;
  }
}
