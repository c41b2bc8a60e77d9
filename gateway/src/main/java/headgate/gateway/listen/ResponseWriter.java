package headgate.gateway.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.gateway.seam.Loop;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * The way back on one connection, response after response.
 *
 * <p>Bytes are handed to the socket as they come and flushed at the end or every 64 KiB; whoever
 * writes a large answer waits for {@link #whenWritable}. After the caller is gone nothing is
 * written and nobody is left waiting.
 */
final class ResponseWriter implements AnswerSink {
  private static final int FLUSH_BYTES = 64 * 1024;

  /** Told how the connection's responses go. */
  interface Progress {
    /** Some bytes of an answer are there. */
    void holding(long bytes);

    /** A response begins; false where nobody is there to read it. */
    void begun();

    /** The caller took some of the bytes. */
    void advanced();

    /** The response is with the operating system, or can no longer get there. */
    void written(boolean success);
  }

  private final Loop loop;
  private final ResponseHead heads;
  private final Progress progress;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Runnable whenWritable;
  private boolean crossOrigin;
  private boolean bodiless;
  private boolean old;
  private boolean closing;
  private int unflushed;
  private long responseBytes;

  ResponseWriter(Loop loop, ResponseHead heads, Progress progress) {
    this.loop = loop;
    this.heads = heads;
    this.progress = progress;
  }

  void attach(ChannelHandlerContext to) {
    context = to;
  }

  void detach() {
    context = null;
    wake();
  }

  /** The next response answers this request. */
  void answering(HttpRequest request) {
    var preflight = request.method().equals(HttpMethod.OPTIONS);
    crossOrigin = request.headers().contains(HttpHeaderNames.ORIGIN) && !preflight;
    bodiless = request.method().equals(HttpMethod.HEAD);
    old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
  }

  /** From now on every response says that it is the connection's last. */
  void closing() {
    closing = true;
  }

  /** Sends a response that was settled early. */
  void send(EarlyAnswer answer) {
    var bytes = answer.text().getBytes(UTF_8);
    writeHead(answer.status(), answer.content(), bytes.length, answer.fields());
    if (!bodiless) {
      chunk(bytes, 0, bytes.length);
    }
    end();
  }

  private void writeHead(int status, ResponseHead.Content content, long length, String fields) {
    if (context != null) {
      responseBytes = 0;
      progress.begun();
      var terms = new ResponseHead.Terms(status, content, length, crossOrigin, closing);
      // HTTP/1.0 keeps a connection only where it is told so.
      var kept = old && !closing ? "Connection: keep-alive\r\n" : "";
      context.write(Unpooled.wrappedBuffer(heads.bytes(terms, fields + kept)));
    }
  }

  /** Sends an interim response that asks for the body. */
  void sendContinue() {
    if (context != null) {
      context.writeAndFlush(Unpooled.copiedBuffer("HTTP/1.1 100 Continue\r\n\r\n", UTF_8));
    }
  }

  @Override
  public void hold(long bytes) {
    progress.holding(bytes);
  }

  @Override
  public void begin(int status, long length, int retryAfterSeconds) {
    var content = length == 0 ? ResponseHead.Content.NONE : ResponseHead.Content.JSON;
    writeHead(status, content, length, ResponseHead.retryAfter(retryAfterSeconds));
  }

  @Override
  public void chunk(byte[] bytes, int from, int to) {
    if (context != null && to > from) {
      context.write(Unpooled.wrappedBuffer(bytes, from, to - from));
      unflushed += to - from;
      responseBytes += to - from;
      if (unflushed > FLUSH_BYTES) {
        unflushed = 0;
        context.flush();
      }
    }
  }

  @Override
  public void end() {
    unflushed = 0;
    if (context == null) {
      progress.written(false);
    } else {
      context
          .writeAndFlush(Unpooled.EMPTY_BUFFER)
          .addListener(outcome -> progress.written(outcome.isSuccess()));
    }
  }

  @Override
  public void abort() {
    progress.written(false);
  }

  @Override
  public boolean writable() {
    return context != null && context.channel().isWritable();
  }

  @Override
  public void whenWritable(Runnable task) {
    whenWritable = task;
    if (context == null || writable()) {
      wake();
    }
  }

  void writabilityChanged() {
    if (writable()) {
      progress.advanced();
      wake();
    }
  }

  /** Bytes of the present response that the operating system has taken. */
  long takenBytes() {
    var buffer = context == null ? null : context.channel().unsafe().outboundBuffer();
    return responseBytes - (buffer == null ? 0 : buffer.totalPendingWriteBytes());
  }

  private void wake() {
    var task = whenWritable;
    whenWritable = null;
    if (task != null) {
      loop.execute(task);
    }
  }
}
