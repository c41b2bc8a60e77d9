package headgate.gateway.listen;

import static io.netty.channel.ChannelFutureListener.CLOSE_ON_FAILURE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way back on one connection, response after response.
 *
 * <p>What is to be sent waits here as references to bytes that are there already, and goes to the
 * socket in slices, only while the caller takes them: Netty copies what it is given, so a slow
 * reader of a large answer must not be given all of it. A slice that cannot be written closes the
 * connection, and so does an answer of another length than was announced, lest the next answer be
 * read as part of this one.
 */
final class ResponseWriter implements AnswerSink {
  private static final Logger LOG = LoggerFactory.getLogger(ResponseWriter.class);
  private static final int SLICE_BYTES = 64 * 1024;
  private static final int SLICES_MAX = 256;
  private static final long PACE_BYTES = 256 * 1024;

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

  private final ResponseHead heads;
  private final Progress progress;
  private final ArrayDeque<ByteBuf> slices = new ArrayDeque<>();
  private @Nullable ChannelHandlerContext context;
  private boolean crossOrigin;
  private boolean bodiless;
  private boolean old;
  private boolean closing;
  private boolean answered;
  private boolean ending;
  private long missing;
  private long writtenBytes;
  private long takenBefore;

  ResponseWriter(ResponseHead heads, Progress progress) {
    this.heads = heads;
    this.progress = progress;
  }

  void attach(ChannelHandlerContext to) {
    context = to;
  }

  void detach() {
    context = null;
    var unfinished = ending;
    drop();
    if (unfinished) {
      progress.written(false);
    }
  }

  /** The next response answers this request. */
  void answering(HttpRequest request) {
    var preflight = request.method().equals(HttpMethod.OPTIONS);
    crossOrigin = request.headers().contains(HttpHeaderNames.ORIGIN) && !preflight;
    bodiless = request.method().equals(HttpMethod.HEAD);
    old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
  }

  /** Whether any response has begun. */
  boolean hasAnswered() {
    return answered;
  }

  /** From now on every response says that it is the connection's last. */
  void closing() {
    closing = true;
  }

  /** Sends a response that was settled early, with more header lines. */
  void send(EarlyAnswer answer, String fields) {
    var bytes = answer.text().getBytes(UTF_8);
    writeHead(answer.status(), answer.content(), bytes.length, answer.fields() + fields);
    if (!bodiless) {
      chunk(bytes, 0, bytes.length);
    }
    end();
  }

  private void writeHead(int status, ResponseHead.Content content, long length, String fields) {
    if (context != null) {
      answered = true;
      writtenBytes = 0;
      takenBefore = 0;
      missing = bodiless ? 0 : length;
      progress.begun();
      var terms = new ResponseHead.Terms(status, content, length, crossOrigin, closing);
      // HTTP/1.0 keeps a connection only where it is told so.
      var kept = old && !closing ? "Connection: keep-alive\r\n" : "";
      context
          .write(Unpooled.wrappedBuffer(heads.bytes(terms, fields + kept)))
          .addListener(CLOSE_ON_FAILURE);
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
  public void begin(AnswerStart start) {
    var content = start.length() == 0 ? ResponseHead.Content.NONE : ResponseHead.Content.JSON;
    var fields = start.fields() + ResponseHead.retryAfter(start.retryAfterSeconds());
    writeHead(start.status(), content, start.length(), fields);
  }

  @Override
  public void chunk(byte[] bytes, int from, int to) {
    if (context != null && to > from) {
      slices.add(Unpooled.wrappedBuffer(bytes, from, to - from));
      missing -= to - from;
      if (context.channel().isWritable() && slices.size() > SLICES_MAX) {
        pump(context);
      }
    }
  }

  @Override
  public void end() {
    if (context == null) {
      progress.written(false);
    } else if (missing != 0) {
      LOG.error("an answer is {} bytes shorter than announced", missing);
      abort();
    } else {
      ending = true;
      pump(context);
    }
  }

  /** Writes as long as the caller takes it, then the end. */
  private void pump(ChannelHandlerContext to) {
    while (!slices.isEmpty() && to.channel().isWritable()) {
      var next = slices.element();
      var length = Math.min(SLICE_BYTES, next.readableBytes());
      to.write(next.readRetainedSlice(length)).addListener(CLOSE_ON_FAILURE);
      writtenBytes += length;
      if (!next.isReadable()) {
        slices.remove().release();
      }
    }
    if (slices.isEmpty() && ending) {
      ending = false;
      to.writeAndFlush(Unpooled.EMPTY_BUFFER)
          .addListener(outcome -> progress.written(outcome.isSuccess()));
    } else {
      to.flush();
    }
  }

  @Override
  public void abort() {
    drop();
    progress.written(false);
  }

  private void drop() {
    ending = false;
    slices.forEach(ByteBuf::release);
    slices.clear();
  }

  void writabilityChanged() {
    if (context != null && context.channel().isWritable()) {
      progress.advanced();
      pump(context);
    }
  }

  /**
   * Whether the caller has taken a fair part of the response since this was asked last, or since
   * its beginning.
   */
  boolean keepsPace() {
    var buffer = context == null ? null : context.channel().unsafe().outboundBuffer();
    var taken = writtenBytes - (buffer == null ? 0 : buffer.totalPendingWriteBytes());
    var kept = taken - takenBefore >= PACE_BYTES;
    if (kept) {
      takenBefore = taken;
    }
    return kept;
  }
}
