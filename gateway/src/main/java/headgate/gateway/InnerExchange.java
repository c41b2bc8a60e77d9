package headgate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.gateway.client.Client;
import headgate.gateway.listen.Door;
import headgate.gateway.listen.Exchange;
import headgate.gateway.listen.answer.AnswerSink;
import headgate.gateway.listen.answer.AnswerStart;
import headgate.gateway.seam.Loop;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request of the gateway's own operator, who has no connection and cannot leave. */
final class InnerExchange implements Exchange {
  /** Bytes of the answer that are kept; the rest is only counted. */
  static final int KEPT_MAX = 64 * 1024;

  private final Loop loop;
  private final Door.Rpc door;
  private final Supplier<byte[]> body;
  private final Answer answer;

  /**
   * A request.
   *
   * @param whenAnswered run once, on the loop
   */
  InnerExchange(Loop loop, Door.Rpc door, byte[] call, Consumer<Answer> whenAnswered) {
    this.loop = loop;
    this.door = door;
    body = () -> call;
    answer = new Answer(whenAnswered);
  }

  @Override
  public Loop loop() {
    return loop;
  }

  @Override
  public Door.Rpc door() {
    return door;
  }

  @Override
  public Client client() {
    return Client.OPERATOR;
  }

  @Override
  public byte[] body() {
    return body.get();
  }

  @Override
  public int bodyLength() {
    return body.get().length;
  }

  @Override
  public @Nullable String header(String name) {
    return null;
  }

  @Override
  public AnswerSink sink() {
    return answer;
  }

  @Override
  public void onGone(Runnable task) {
    // Whoever asks over the admin port waits for the end, or does without it.
  }

  @Override
  public boolean gone() {
    return false;
  }

  /** Keeps the beginning of an answer. */
  static final class Answer implements AnswerSink {
    private final Consumer<Answer> whenDone;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long bytes;
    private boolean done;

    private Answer(Consumer<Answer> whenDone) {
      this.whenDone = whenDone;
    }

    /** Its beginning. */
    String text() {
      return kept.toString(UTF_8);
    }

    /** All bytes of it, also those that were not kept. */
    long bytes() {
      return bytes;
    }

    @Override
    public void hold(long more) {}

    @Override
    public void begin(AnswerStart start) {}

    @Override
    public void chunk(byte[] part, int from, int to) {
      bytes += to - from;
      kept.write(part, from, Math.min(to - from, KEPT_MAX - kept.size()));
    }

    @Override
    public void end() {
      abort();
    }

    @Override
    public void abort() {
      if (!done) {
        done = true;
        whenDone.accept(this);
      }
    }
  }
}
