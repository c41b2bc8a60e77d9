package headgate.gateway.upstream.http;

import headgate.gateway.admit.ByteBudget;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.seam.Endpoint;
import headgate.gateway.seam.Wire;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection to a node, with one exchange on it at a time.
 *
 * <p>A byte that belongs to no exchange, or follows a complete response, closes the connection: a
 * node that is out of step with us by one answer must never be believed.
 */
public final class NodeConnection implements Wire.Listener {
  /** Who waits for the end of an exchange; told exactly once. */
  public interface Listener {
    /** The response is complete. */
    void answered(NodeConnection connection, NodeAnswer answer);

    /** There will be no response. */
    void failed(NodeConnection connection, TryFailure failure, boolean sent);
  }

  private final AnswerFraming framing;
  private final ByteBudget budget;
  private final Wire.Connection stream;
  private @Nullable Listener waiting;
  private byte @Nullable [] unsent;
  private boolean opened;
  private boolean closed;
  private boolean used;
  private long idleSinceNanos;
  private long requestBytes;
  private long charged;

  NodeConnection(Wire wire, Endpoint endpoint, int answerBytesMax, ByteBudget budget) {
    framing = new AnswerFraming(answerBytesMax);
    this.budget = budget;
    stream = wire.connect(endpoint, this);
  }

  /** Begins an exchange; the request leaves as soon as the connection is open. */
  public void send(byte[] request, Listener listener) {
    waiting = listener;
    requestBytes = request.length;
    charge();
    if (opened) {
      stream.write(request, 0, request.length);
    } else {
      unsent = request;
    }
  }

  /** Whether a byte of the present request may have left. */
  public boolean sent() {
    return opened;
  }

  /** Whether another exchange may begin. */
  boolean reusable() {
    return opened && !closed && waiting == null;
  }

  void idleSince(long nanos) {
    idleSinceNanos = nanos;
  }

  long idleSinceNanos() {
    return idleSinceNanos;
  }

  /** Ends the connection; a waiting listener hears nothing any more. */
  public void close() {
    waiting = null;
    unsent = null;
    closed = true;
    release();
    stream.close();
  }

  /** Charges for the request and for what has come of its answer, before that is whole. */
  private void charge() {
    var held = requestBytes + framing.heldBytes();
    budget.take(held - charged);
    charged = held;
  }

  /** Whoever has the answer now charges for it. */
  private void release() {
    framing.reset();
    budget.giveBack(charged);
    requestBytes = 0;
    charged = 0;
  }

  @Override
  public void opened() {
    if (closed) {
      return;
    }
    opened = true;
    if (unsent != null) {
      stream.write(unsent, 0, unsent.length);
      unsent = null;
    }
  }

  @Override
  public void bytes(byte[] bytes, int from, int to) {
    if (waiting == null) {
      close();
      return;
    }
    var end = framing.accept(bytes, from, to);
    charge();
    switch (framing.state()) {
      case COMPLETE -> complete(end < to);
      case BROKEN -> fail(TryFailure.BROKEN_FRAMING);
      case TOO_LARGE -> fail(TryFailure.ANSWER_TOO_LARGE);
      case HEAD, BODY, CHUNK_SIZE, CHUNK_END, TRAILER, UNTIL_CLOSE -> {}
    }
  }

  private void complete(boolean surplus) {
    var listener = waiting;
    var answer =
        new NodeAnswer(
            framing.status(), framing.retryAfterSeconds(), framing.body(), framing.bodyLength());
    var last = surplus || !framing.keepAlive();
    waiting = null;
    used = true;
    release();
    if (last) {
      close();
    }
    if (listener != null) {
      listener.answered(this, answer);
    }
  }

  private void fail(TryFailure failure) {
    var listener = waiting;
    close();
    if (listener != null) {
      listener.failed(this, failure, opened);
    }
  }

  @Override
  public void closed(Wire.Cause cause) {
    closed = true;
    if (waiting == null) {
      return;
    }
    framing.ended();
    if (framing.state() == AnswerFraming.State.COMPLETE && cause == Wire.Cause.ENDED) {
      complete(false);
    } else {
      fail(reason(cause));
    }
  }

  private TryFailure reason(Wire.Cause cause) {
    return switch (cause) {
      case REFUSED -> TryFailure.REFUSED;
      case CONNECT_TIMEOUT -> TryFailure.CONNECT_TIMEOUT;
      case TLS -> TryFailure.TLS;
      case ENDED, RESET, LOCAL -> {
        if (!opened) {
          yield TryFailure.REFUSED;
        } else if (framing.begun()) {
          yield TryFailure.TRUNCATED;
        } else {
          yield used ? TryFailure.IDLE_CLOSED : TryFailure.LOST_BEFORE_ANSWER;
        }
      }
    };
  }
}
