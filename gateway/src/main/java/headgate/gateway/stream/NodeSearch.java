package headgate.gateway.stream;

import headgate.chain.method.Lane;
import headgate.gateway.head.HeadView;
import headgate.gateway.listen.websocket.Streams.Kind;
import headgate.gateway.observe.StreamOutcome;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.seam.Loop;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a node that takes one stream.
 *
 * <p>Each node that is up is asked at most once, primaries before fallbacks, of these the one with
 * the fewest streams first; those that have just failed come last. A node that cannot, says nothing
 * in time or something else than an answer is passed over; what one said is kept, and told where no
 * other node does better. One that refuses the request itself ends the search, since every node
 * would.
 */
final class NodeSearch implements NodeSocket.Listener {
  /** From the begin of a connection to a node's first message. */
  private static final Duration TRY_MAX = Duration.ofSeconds(2);

  /** After which no other node is asked. */
  private static final Duration SEARCH_MAX = Duration.ofSeconds(5);

  private static final int GOING_AWAY = 1001;

  /** Who waits for the end of a search; told exactly once, unless it is cancelled. */
  interface Seeker {
    /** The node at that place has begun it; {@link NodeSocket#tell} is to be called now. */
    void found(int place, NodeSocket socket, byte[] firstMessage);

    /** No node will; what the caller is to be told. */
    void notFound(StreamOutcome why, byte[] message);
  }

  private final StreamParts parts;
  private final String path;
  private final byte[] request;
  private final Seeker seeker;
  private final long beganNanos;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private long tried;
  private int place;
  private byte @Nullable [] told;
  private @Nullable NodeSocket socket;
  private Loop.@Nullable Timer timer;

  /** A search for a stream of the given path, which the given message opens. */
  NodeSearch(StreamParts parts, String path, byte[] request, Seeker seeker) {
    this.parts = parts;
    this.path = path;
    this.request = request;
    this.seeker = seeker;
    beganNanos = now();
  }

  void start() {
    tryNext();
  }

  /** Ends the search; nobody is told. */
  void cancel() {
    endTry();
  }

  private void tryNext() {
    var terms = parts.terms();
    var view = terms.view().get();
    var inTime = now() - beganNanos < SEARCH_MAX.toNanos();
    place = inTime ? takeNode(view) : -1;
    if (place >= 0) {
      tryAt(place);
    } else if (told != null) {
      seeker.notFound(StreamOutcome.NO_NODE, told);
    } else if (inTime && terms.seats().anyUp(view, tried)) {
      seeker.notFound(StreamOutcome.TOO_MANY, StreamAnswer.tooMany());
    } else {
      var why = terms.seats().anyNode() ? FailureKind.NO_NODE : FailureKind.NOT_SERVED;
      seeker.notFound(StreamOutcome.NO_NODE, StreamAnswer.failure(why));
    }
  }

  private int takeNode(HeadView view) {
    var seats = parts.terms().seats();
    var rested = seats.takeNode(view, tried | parts.resting().bits(now()));
    return rested >= 0 ? rested : seats.takeNode(view, tried);
  }

  private void tryAt(int asked) {
    tried |= 1L << asked;
    message.reset();
    var node = parts.terms().nodes().get(asked);
    var terms =
        new NodeSocket.Terms(
            node.endpoint(Lane.STREAM),
            key -> node.composeUpgrade(path, key),
            () -> parts.terms().seats().leftNode(asked));
    timer = parts.loop().schedule(TRY_MAX, this::failed);
    socket = new NodeSocket(parts.loop(), parts.wire(), parts.random(), terms, this);
  }

  private @Nullable NodeSocket endTry() {
    var asked = socket;
    socket = null;
    if (timer != null) {
      timer.cancel();
    }
    if (asked != null) {
      asked.close(GOING_AWAY, "");
    }
    return asked;
  }

  private void failed() {
    if (endTry() != null) {
      parts.resting().failed(place, now());
      tryNext();
    }
  }

  @Override
  public void opened() {
    if (socket != null) {
      socket.send(request);
    }
  }

  @Override
  public void data(Kind kind, boolean last, byte[] payload) {
    message.writeBytes(payload);
    if (message.size() > FirstAnswer.BYTES_MAX) {
      failed();
    } else if (last) {
      answered(message.toByteArray());
    }
  }

  private void answered(byte[] text) {
    switch (parts.firstAnswer().judge(text)) {
      case BEGUN -> handOver(text);
      case REFUSED -> {
        endTry();
        seeker.notFound(StreamOutcome.NODE_REFUSED, text);
      }
      case ELSEWHERE -> {
        told = text;
        failed();
      }
      case UNREADABLE -> failed();
    }
  }

  private void handOver(byte[] text) {
    var found = socket;
    if (found != null && timer != null) {
      timer.cancel();
      socket = null;
      seeker.found(place, found, text);
    }
  }

  @Override
  public void caughtUp() {}

  @Override
  public void ended(NodeSocket.Ending ending) {
    failed();
  }

  private long now() {
    return parts.loop().clock().nanos();
  }
}
