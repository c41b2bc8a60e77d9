package headgate.gateway.listen.answer;

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
 * <p>A small answer is put together in one buffer and goes out as one. What else is to be sent
 * waits here as references to bytes that are there already, and goes to the socket in slices, only
 * while the caller takes them: Netty copies what it is given, so a slow reader of a large answer
 * must not be given all of it. A slice that cannot be written closes the connection, and so does an
 * answer of another length than was announced, lest the next answer be read as part of this one.
 */
public final class ResponseWriter implements AnswerSink {
  private static final Logger LOG = LoggerFactory.getLogger(ResponseWriter.class);

  /** Up to here one copy costs less than a piece more for the system. */
  private static final int SMALL_BYTES = 16 * 1024;

  private static final int SLICE_BYTES = 64 * 1024;
  private static final int SLICES_MAX = 256;
  private static final long PACE_BYTES = 256 * 1024;

  /** Told how the connection's responses go. */
  public interface Progress {
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
  private @Nullable ByteBuf small;
  private boolean crossOrigin;
  private boolean bodiless;
  private boolean old;
  private boolean closing;
  private boolean answered;
  private boolean ending;
  private long missing;
  private long writtenBytes;
  private long takenBefore;

  public ResponseWriter(ResponseHead heads, Progress progress) {
    this.heads = heads;
    this.progress = progress;
  }

  public void attach(ChannelHandlerContext to) {
    context = to;
  }

  public void detach() {
    context = null;
    var unfinished = ending;
    drop();
    if (unfinished) {
      progress.written(false);
    }
  }

  /** The next response answers this request. */
  public void answering(HttpRequest request) {
    var preflight = request.method().equals(HttpMethod.OPTIONS);
    crossOrigin = request.headers().contains(HttpHeaderNames.ORIGIN) && !preflight;
    bodiless = request.method().equals(HttpMethod.HEAD);
    old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
  }

  /** Whether any response has begun. */
  public boolean hasAnswered() {
    return answered;
  }

  /** From now on every response says that it is the connection's last. */
  public void closing() {
    closing = true;
  }

  /** Sends a response that was settled early, with more header lines. */
  public void send(EarlyAnswer answer, String fields) {
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
      var lines = kept.isEmpty() ? fields : fields + kept;
      var isSmall = missing <= SMALL_BYTES;
      var buffer = heads.buffer(lines.length(), isSmall ? (int) missing : 0);
      heads.write(buffer, terms, lines);
      if (isSmall) {
        small = buffer;
      } else {
        context.write(buffer).addListener(CLOSE_ON_FAILURE);
      }
    }
  }

  /**
   * Sends a whole response.
   *
   * @return whether the caller took all of it at once; if not, the end of it is told as usual
   */
  public boolean send(ByteBuf response) {
    var to = context;
    if (to == null) {
      response.release();
      return true;
    }
    answered = true;
    takenBefore = 0;
    var unsent = flush(to, response);
    if (unsent == 0) {
      return true;
    }
    progress.holding(unsent);
    tellOfTheEnd(to);
    return false;
  }

  /** Writes a whole response; returns how much of it has to wait. */
  private long flush(ChannelHandlerContext to, ByteBuf response) {
    writtenBytes = response.readableBytes();
    to.writeAndFlush(response, to.voidPromise());
    return unsentBytes();
  }

  /** Once all is written, which may be now: the caller may have read on meanwhile. */
  private void tellOfTheEnd(ChannelHandlerContext to) {
    to.writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(outcome -> progress.written(outcome.isSuccess()));
  }

  private long unsentBytes() {
    var buffer = context == null ? null : context.channel().unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  /** Sends an interim response that asks for the body. */
  public void sendContinue() {
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
    if (context == null || to <= from) {
      return;
    }
    if (small != null) {
      // More than was announced is not sent: it is found out at the end.
      small.writeBytes(bytes, from, Math.clamp(missing, 0, to - from));
      missing -= to - from;
    } else {
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
    } else if (small != null) {
      var whole = small;
      small = null;
      var to = context;
      if (flush(to, whole) == 0) {
        progress.written(to.channel().isActive());
      } else {
        tellOfTheEnd(to);
      }
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
      tellOfTheEnd(to);
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
    if (small != null) {
      small.release();
      small = null;
    }
    slices.forEach(ByteBuf::release);
    slices.clear();
  }

  public void writabilityChanged() {
    if (context != null && context.channel().isWritable()) {
      progress.advanced();
      pump(context);
    }
  }

  /**
   * Whether the caller has taken a fair part of the response since this was asked last, or since
   * its beginning.
   */
  public boolean keepsPace() {
    var taken = writtenBytes - unsentBytes();
    var kept = taken - takenBefore >= PACE_BYTES;
    if (kept) {
      takenBefore = taken;
    }
    return kept;
  }
}
