package headgate.gateway.recombine;

import headgate.gateway.listen.answer.AnswerSink;
import headgate.gateway.listen.answer.AnswerStart;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import headgate.jsonrpc.RequestId;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the answers of one request and sends them once all are there.
 *
 * <p>HTTP as goloop does it: a single error has its own status, a batch always 200; an answer ends
 * with a newline; a request of nothing but notifications gets 200 with no body, or {@code []} where
 * it was a batch. All of a batch's answers together are bounded; one that would exceed the bound is
 * replaced by an error.
 */
public final class Recombiner {
  private static final byte[] COMMA = {','};
  private static final byte[] OPEN = {'['};
  private static final byte[] CLOSE = {']', '\n'};
  private static final byte[] NEWLINE = {'\n'};

  /** An answer and whom it is for. */
  private record Part(AnswerText text, RequestId id) {
    long length() {
      return (long) text.text().length + id.length();
    }
  }

  private final AnswerSink sink;
  private final boolean batch;
  private final long bytesMax;
  private final @Nullable Part[] parts;
  private Supplier<String> fields = () -> "";
  private int missing;
  private long bytes;

  private Recombiner(AnswerSink sink, boolean batch, int items, long bytesMax) {
    this.sink = sink;
    this.batch = batch;
    this.bytesMax = bytesMax;
    parts = new Part[items];
    missing = items;
  }

  /** For a request that is one call. */
  public static Recombiner single(AnswerSink sink) {
    return new Recombiner(sink, false, 1, Long.MAX_VALUE);
  }

  /** For a batch of so many items, whose answers may have so many bytes together. */
  public static Recombiner batch(AnswerSink sink, int items, long bytesMax) {
    return new Recombiner(sink, true, items, bytesMax);
  }

  /**
   * The same, whose response has these header lines, each with its line end; asked for once all
   * answers are there.
   */
  public Recombiner with(Supplier<String> headerLines) {
    fields = headerLines;
    return this;
  }

  /** The answer to the item at a place, from 0; once for each. */
  public void answer(int item, AnswerText text, RequestId id) {
    var part = new Part(text, id);
    if (batch && bytes + part.length() > bytesMax) {
      part = new Part(tooMuch(), id);
    }
    sink.hold(part.length());
    bytes += part.length();
    parts[item] = part;
    arrived();
  }

  /** The item at a place gets no answer. */
  public void omit(int item) {
    parts[item] = null;
    arrived();
  }

  private static AnswerText tooMuch() {
    return Failure.of(FailureKind.ANSWER_TOO_LARGE).toAnswerText();
  }

  private void arrived() {
    missing--;
    if (missing == 0) {
      if (batch) {
        sendBatch();
      } else {
        sendSingle(parts[0]);
      }
    }
  }

  private void sendSingle(@Nullable Part part) {
    if (part == null) {
      sink.begin(new AnswerStart(200, 0, 0, fields.get()));
    } else {
      sink.begin(
          new AnswerStart(
              part.text.status(), part.length() + 1, part.text.retryAfterSeconds(), fields.get()));
      send(part);
      sink.chunk(NEWLINE, 0, 1);
    }
    sink.end();
  }

  private void sendBatch() {
    var answered = Arrays.stream(parts).filter(Objects::nonNull).count();
    var length = bytes + Math.max(0, answered - 1) + OPEN.length + CLOSE.length;
    sink.begin(new AnswerStart(200, length, 0, fields.get()));
    sink.chunk(OPEN, 0, OPEN.length);
    var first = true;
    for (var part : parts) {
      if (part != null) {
        if (!first) {
          sink.chunk(COMMA, 0, COMMA.length);
        }
        send(part);
        first = false;
      }
    }
    sink.chunk(CLOSE, 0, CLOSE.length);
    sink.end();
  }

  private void send(Part part) {
    var text = part.text;
    sink.chunk(text.text(), 0, text.gap());
    var id = part.id.toBytes();
    sink.chunk(id, 0, id.length);
    sink.chunk(text.text(), text.gap(), text.text().length);
  }
}
