package headgate.devnode.http;

import headgate.devnode.clock.DevClock;
import headgate.devnode.fault.Fault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes answers to one connection: as a whole, or as a fault has it. Runs on its event loop. */
final class AnswerSender {
  private static final int FRAME_BYTES_MAX = 1 << 20;
  private static final String BAD_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}";
  private static final WebSocketDecoderConfig FRAMES =
      WebSocketDecoderConfig.newBuilder()
          .maxFramePayloadLength(FRAME_BYTES_MAX)
          .closeOnProtocolViolation(true)
          .build();

  private final Channel channel;
  private final DevClock timer;
  private final Runnable next;
  private boolean kept;

  /** After a whole answer {@code next} is run, unless the connection ends with it. */
  AnswerSender(Channel channel, DevClock timer, Runnable next) {
    this.channel = channel;
    this.timer = timer;
    this.next = next;
  }

  void send(Received request, Answer answer) {
    var body = answer.body().getBytes(StandardCharsets.UTF_8);
    write(ResponseHeads.of(request.head(), answer, body.length));
    finish(request, Unpooled.wrappedBuffer(body));
  }

  /** Sends a head that no body follows. */
  void sendHead(Received request, HttpResponse head) {
    write(head);
    finish(request, Unpooled.EMPTY_BUFFER);
  }

  /** Switches to WebSocket frames: from now on the handler has the connection. */
  void upgrade(HttpResponse accepted, ChannelHandler handler) {
    var pipeline = channel.pipeline();
    write(accepted);
    channel.flush();
    pipeline
        .addLast(new WebSocket13FrameDecoder(FRAMES))
        .addLast(new WebSocket13FrameEncoder(false))
        .addLast(new WebSocketFrameAggregator(FRAME_BYTES_MAX))
        .addLast(handler);
    pipeline.remove(ExchangeHandler.class);
    pipeline.remove(HttpObjectAggregator.class);
    pipeline.remove(HttpServerCodec.class);
  }

  private void finish(Received request, ByteBuf body) {
    var last =
        body.isReadable() ? new DefaultLastHttpContent(body) : LastHttpContent.EMPTY_LAST_CONTENT;
    var written = channel.writeAndFlush(last);
    kept = true;
    if (request.keepAlive()) {
      written.addListener(_ -> next.run());
    } else {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** Sends so many bytes of the body, then resets the connection. */
  void sendAndReset(Received request, Answer answer, Fault.ResetAfter fault) {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    sendPart(request, answer, fault.bytes());
  }

  /** Sends so many bytes of the body, then closes the connection in order. */
  void sendAndCut(Received request, Answer answer, Fault.CutAfter fault) {
    sendPart(request, answer, fault.bytes());
  }

  private void sendPart(Received request, Answer answer, int bytes) {
    var body = answer.body().getBytes(StandardCharsets.UTF_8);
    write(ResponseHeads.of(request.head(), answer, body.length));
    var part = Arrays.copyOf(body, Math.min(bytes, body.length));
    channel
        .writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(part)))
        .addListener(ChannelFutureListener.CLOSE);
  }

  /** Sends a head that no codec would write, past the one of this connection, and closes it. */
  void sendBadFraming() {
    channel
        .pipeline()
        .context(HttpServerCodec.class)
        .writeAndFlush(Unpooled.copiedBuffer(BAD_HEAD, StandardCharsets.US_ASCII))
        .addListener(ChannelFutureListener.CLOSE);
  }

  /** Whether an answer was sent on this connection before. */
  boolean kept() {
    return kept;
  }

  /** Ends the connection in order, without a word. */
  void close() {
    var _ = channel.close();
  }

  /** Resets the connection without a word. */
  void reset() {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    var _ = channel.close();
  }

  /** Sends the body in pieces with pauses. */
  void drip(Received request, Answer answer, Fault.Drip fault) {
    var body = answer.body().getBytes(StandardCharsets.UTF_8);
    write(ResponseHeads.of(request.head(), answer, body.length));
    dripOn(request, Unpooled.wrappedBuffer(body), fault);
  }

  private void dripOn(Received request, ByteBuf body, Fault.Drip fault) {
    if (body.readableBytes() <= fault.bytes()) {
      finish(request, body);
      return;
    }
    write(new DefaultHttpContent(body.readRetainedSlice(fault.bytes())));
    channel.flush();
    timer.schedule(
        fault.pause(), () -> channel.eventLoop().execute(() -> dripOn(request, body, fault)));
  }

  private void write(Object part) {
    channel.write(part).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }
}
