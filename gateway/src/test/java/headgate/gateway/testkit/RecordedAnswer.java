package headgate.gateway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.gateway.listen.answer.AnswerSink;
import headgate.gateway.listen.answer.AnswerStart;
import java.io.ByteArrayOutputStream;

/** A way back that keeps what was sent, and holds the sender to its order. */
public final class RecordedAnswer implements AnswerSink {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status;
  private long length;
  private int retryAfterSeconds;
  private String fields = "";
  private long held;
  private int begun;
  private int ended;
  private boolean aborted;
  private boolean breaking;

  /** From now on every attempt to begin meets a bug. */
  public void breakDown() {
    breaking = true;
  }

  @Override
  public void hold(long bytes) {
    held += bytes;
  }

  @Override
  public void begin(AnswerStart start) {
    if (breaking) {
      throw new IllegalStateException("an injected bug");
    }
    begun++;
    status = start.status();
    length = start.length();
    retryAfterSeconds = start.retryAfterSeconds();
    fields = start.fields();
  }

  @Override
  public void chunk(byte[] bytes, int from, int to) {
    if (begun != 1 || ended != 0) {
      throw new AssertionError("a chunk outside of the answer");
    }
    body.write(bytes, from, to - from);
  }

  @Override
  public void end() {
    ended++;
    if (begun != 1 || ended != 1) {
      throw new AssertionError("begun " + begun + " times, ended " + ended + " times");
    }
    if (body.size() != length) {
      throw new AssertionError(body.size() + " bytes instead of " + length);
    }
  }

  @Override
  public void abort() {
    aborted = true;
    ended++;
  }

  /** Whether the connection was broken instead of answered to the end. */
  public boolean aborted() {
    return aborted;
  }

  /** Whether the whole answer was sent. */
  public boolean complete() {
    return ended == 1;
  }

  /** The status that was sent. */
  public int status() {
    return status;
  }

  /** The seconds that the caller was asked to stay away. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** Bytes that were charged. */
  public long held() {
    return held;
  }

  /** The body that was sent. */
  public String body() {
    return body.toString(UTF_8);
  }

  /** The header lines of our own that came with it. */
  public String fields() {
    return fields;
  }
}
