package headgate.gateway.ready;

import static java.nio.charset.StandardCharsets.US_ASCII;

import headgate.chain.method.MethodTable;
import headgate.gateway.cache.LoopCache;
import headgate.gateway.client.Client;
import headgate.gateway.head.HeadView;
import headgate.gateway.listen.Door;
import headgate.gateway.listen.ReadyDoor;
import headgate.gateway.listen.answer.ReadySink;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.seam.Clock;
import headgate.jsonrpc.EnvelopeLimits;
import headgate.jsonrpc.EnvelopeReader;
import headgate.jsonrpc.Envelopes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The short way of one network on one loop: a request of which every call was asked in the same
 * words a moment ago, and answered from the cache, is answered again at once.
 *
 * <p><b>Why it may leave the walk out.</b> Of the same words under the same configuration the walk
 * makes the same plan, as long as the generation and the serving height are the same and the height
 * is confirmed; and all that remains of the walk then is the look at the cache, which is done here
 * too. Whatever else a request may be about - a header of ours, a notification, a word that was not
 * asked before, a chain that stands still, an answer too old - is not looked into: it takes the
 * walk.
 *
 * <p><b>Why it is worth it.</b> A hit costs mostly what the kernel takes to read and to write. On
 * this way nothing is allocated: bytes are scanned in place, compared with what the table holds,
 * and copied once into the response. What the walk's hundred little objects cost was as much again
 * as everything else outside the kernel.
 */
public final class ReadyPath implements ReadyDoor {
  /** Bytes of the longest answer that is copied; a longer one is better sent in pieces. */
  static final int ANSWER_BYTES_MAX = 64 * 1024;

  private static final byte[] NEWLINE = {'\n'};
  private static final byte[] OPEN = {'['};
  private static final byte[] COMMA = {','};
  private static final byte[] CLOSE = {']', '\n'};
  private static final byte[] NULL_ID = "null".getBytes(US_ASCII);

  private final MethodTable methods;
  private final LoopCache cache;
  private final Terms terms;
  private final EnvelopeReader reader;
  private final Envelopes envelopes = new Envelopes();
  private final ReadyFields fields = new ReadyFields();
  private final @Nullable AnswerText[] found;
  private final int[] indexes;

  /** Told of each call that was answered so. */
  @FunctionalInterface
  public interface Hits {
    /**
     * One more.
     *
     * @param method the method's index
     */
    void count(int method, long latencyNanos);
  }

  /**
   * What it goes by.
   *
   * @param view the newest view of the head
   * @param frozen whether the chain has ended
   */
  public record Terms(
      Clock clock, Supplier<HeadView> view, boolean frozen, Takings takings, Hits hits) {}

  /** What a client may still take by its rate. */
  @FunctionalInterface
  public interface Takings {
    /** Takes so many units, or none and says false. */
    boolean take(Client client, int units);
  }

  /** A way to the answers of that cache. */
  public ReadyPath(MethodTable methods, EnvelopeLimits limits, LoopCache cache, Terms terms) {
    this.methods = methods;
    this.cache = cache;
    this.terms = terms;
    reader = new EnvelopeReader(limits);
    found = new AnswerText[limits.batchCallsMax()];
    indexes = new int[limits.batchCallsMax()];
  }

  @Override
  public boolean answer(
      Client client, Door.Rpc door, byte[] body, int from, int to, ReadySink sink) {
    var beganNanos = terms.clock.nanos();
    var view = terms.view.get();
    if (view.halted() || !view.confirmedAt(beganNanos, terms.frozen)) {
      return false;
    }
    reader.read(body, from, to, envelopes);
    try {
      var length = envelopes.bodyFault() == null ? find(client, door, view) : -1;
      if (length < 0 || !terms.takings.take(client, envelopes.size())) {
        return false;
      }
      respond(view, length, sink);
      count(terms.clock.nanos() - beganNanos);
      return true;
    } finally {
      envelopes.clear();
    }
  }

  /** Looks all calls up; returns how long the answer is, -1 where one of them is not ready. */
  private int find(Client client, Door.Rpc door, HeadView view) {
    var calls = envelopes.size();
    var length = envelopes.batch() ? OPEN.length + calls - 1 + CLOSE.length : NEWLINE.length;
    for (var item = 0; item < calls && length >= 0; item++) {
      var text = find(item, client, door, view);
      found[item] = text;
      length = text == null ? -1 : length + text.text().length + idLength(item);
      length = length > ANSWER_BYTES_MAX ? -1 : length;
    }
    return length;
  }

  private @Nullable AnswerText find(int item, Client client, Door.Rpc door, HeadView view) {
    if (envelopes.fault(item) != null || envelopes.notification(item)) {
      return null;
    }
    var method =
        methods.indexOf(
            envelopes.methodBytes(item), envelopes.methodStart(item), envelopes.methodEnd(item));
    if (method < 0
        || !methods.method(method).api().equals(door.api())
        || !client.standing().mayCall(door.network(), method)) {
      return null;
    }
    indexes[item] = method;
    var text =
        cache.ready(
            method,
            envelopes.bytes(),
            envelopes.paramsStart(item),
            envelopes.paramsEnd(item),
            view);
    // What shows a later height than the request goes by is for the walk to tell.
    return text == null || text.shownHeight() > view.servingHeight() ? null : text;
  }

  private int idLength(int item) {
    var from = envelopes.idStart(item);
    return from < 0 ? NULL_ID.length : envelopes.idEnd(item) - from;
  }

  private void respond(HeadView view, int length, ReadySink sink) {
    var calls = envelopes.size();
    if (!envelopes.batch()) {
      sink.begin(fields.single(view.servingHeight()), length);
      respond(0, sink);
      sink.chunk(NEWLINE, 0, NEWLINE.length);
      return;
    }
    sink.begin(fields.batch(view.servingHeight(), calls), length);
    for (var item = 0; item < calls; item++) {
      sink.chunk(item == 0 ? OPEN : COMMA, 0, 1);
      respond(item, sink);
    }
    sink.chunk(CLOSE, 0, CLOSE.length);
  }

  private void respond(int item, ReadySink sink) {
    var answer = found[item];
    if (answer == null) {
      throw new IllegalStateException("an answer that was found is gone");
    }
    found[item] = null;
    var text = answer.text();
    sink.chunk(text, 0, answer.gap());
    var from = envelopes.idStart(item);
    if (from < 0) {
      sink.chunk(NULL_ID, 0, NULL_ID.length);
    } else {
      sink.chunk(envelopes.bytes(), from, envelopes.idEnd(item));
    }
    sink.chunk(text, answer.gap(), text.length);
  }

  private void count(long nanos) {
    for (var item = 0; item < envelopes.size(); item++) {
      terms.hits.count(indexes[item], nanos);
    }
  }
}
