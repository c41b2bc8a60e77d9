package headgate.gateway.stream;

import headgate.gateway.address.IpAddress;
import headgate.gateway.listen.websocket.Streams;
import headgate.gateway.listen.websocket.Streams.Caller;
import headgate.gateway.listen.websocket.Streams.Kind;
import headgate.gateway.observe.StreamOutcome;
import headgate.gateway.observe.access.CallLine.Asked;
import headgate.gateway.seam.Loop;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One caller's stream, from its request to its end: a state machine that is fed by the caller's
 * connection, the search for a node, the node's connection and timers, all on one loop.
 *
 * <p>Frames of the node pass as they are. While the caller is slow, nothing is read from the node;
 * a caller that takes nothing for a write deadline is cut. Nothing is ever cut for being silent as
 * long as it answers pings.
 */
final class StreamSession implements Streams.Session, NodeSearch.Seeker, NodeSocket.Listener {
  private static final int GOING_AWAY = 1001;
  private static final int POLICY = 1008;
  private static final int NODE_FAILED = 1011;
  private static final int COME_AGAIN = 1012;
  private static final int TRY_LATER = 1013;

  /**
   * What its caller came for.
   *
   * @param stream the stream's name in the chain's profile
   * @param path the path to ask a node for
   */
  record Wish(String stream, String path) {}

  private StreamParts parts;
  private StreamRequestReader reader;
  private final Wish wish;
  private final Caller caller;
  private final BiConsumer<StreamSession, StreamOutcome> onEnd;
  private final Pulse callerPulse;
  private final Pulse nodePulse;
  private boolean asked;
  private boolean seated;
  private boolean ended;
  private @Nullable NodeSearch search;
  private byte @Nullable [] request;
  private @Nullable NodeSocket node;
  private int place;
  private Runnable leaveSeat = () -> {};
  private @Nullable NodeWatch watch;
  private Loop.@Nullable Timer beat;
  private Loop.@Nullable Timer watchTimer;
  private Loop.@Nullable Timer writeTimer;
  private long unsentBytes;
  private long sentBytes;
  private Asked servedBy = Asked.NOBODY;

  /** A session without a request yet; told on its end once. */
  StreamSession(
      StreamParts parts,
      StreamRequestReader reader,
      Wish wish,
      Caller caller,
      BiConsumer<StreamSession, StreamOutcome> onEnd) {
    this.parts = parts;
    this.reader = reader;
    this.wish = wish;
    this.caller = caller;
    this.onEnd = onEnd;
    var interval = parts.terms().config().pingInterval().toNanos();
    callerPulse = new Pulse(interval);
    nodePulse = new Pulse(interval);
  }

  /** Bytes of the node that went on to the caller. */
  long sentBytes() {
    return sentBytes;
  }

  /** Which node served it. */
  Asked asked() {
    return servedBy;
  }

  // ---- from the request to a node

  @Override
  public void request(byte[] message) {
    asked = true;
    request = ended ? null : reader.read(message);
    if (request == null) {
      refuse(StreamOutcome.BAD_REQUEST, StreamAnswer.badRequest());
    } else if (!parts.terms().seats().tryEnter(caller.client())) {
      refuse(StreamOutcome.TOO_MANY, StreamAnswer.tooMany());
    } else {
      seated = true;
      search(request);
    }
  }

  private void search(byte[] message) {
    search = new NodeSearch(parts, wish.path(), message, this);
    search.start();
  }

  @Override
  public void notFound(StreamOutcome why, byte[] message) {
    refuse(why, message);
  }

  private void refuse(StreamOutcome why, byte[] message) {
    caller.send(Kind.TEXT, true, message);
    caller.end();
    end(why);
  }

  @Override
  public void found(int at, NodeSocket socket, byte[] firstMessage) {
    search = null;
    node = socket;
    place = at;
    servedBy = new Asked(parts.terms().nodes().get(place).name(), 0);
    socket.tell(this);
    data(Kind.TEXT, true, firstMessage);
    scheduleBeat();
    watch = new NodeWatch(place, parts.loop().clock().nanos());
    scheduleWatch();
  }

  // ---- from the node to the caller

  @Override
  public void opened() {}

  @Override
  public void data(Kind kind, boolean last, byte[] payload) {
    caller.send(kind, last, payload);
    sentBytes += payload.length;
    callerPulse.sent(payload.length);
  }

  @Override
  public void caughtUp() {
    nodePulse.alive();
    caller.flush();
    if (!ended && !caller.writable()) {
      hold();
    }
  }

  @Override
  public void ended(NodeSocket.Ending ending) {
    switch (ending) {
      case NodeSocket.Ending.Closed closed -> caller.close(closed.status(), closed.reason());
      case NodeSocket.Ending.Disconnected _ -> caller.end();
      case NodeSocket.Ending.Broken _ -> caller.close(NODE_FAILED, "");
    }
    end(
        ending instanceof NodeSocket.Ending.Broken
            ? StreamOutcome.NODE_FAILED
            : StreamOutcome.NODE_LEFT);
  }

  // ---- a slow caller

  private void hold() {
    unsentBytes = caller.unsentBytes();
    if (writeTimer == null && node != null) {
      node.reading(false);
      scheduleProgress();
    }
  }

  private void scheduleProgress() {
    writeTimer = parts.loop().schedule(parts.terms().writeDeadline(), this::checkProgress);
  }

  private void checkProgress() {
    var left = caller.unsentBytes();
    if (left < unsentBytes) {
      unsentBytes = left;
      scheduleProgress();
    } else {
      caller.abort();
      leave(StreamOutcome.CALLER_FAILED);
    }
  }

  @Override
  public void writable() {
    if (writeTimer != null && node != null) {
      writeTimer.cancel();
      writeTimer = null;
      callerPulse.alive();
      nodePulse.alive();
      node.reading(true);
    }
  }

  // ---- signs of life

  private void scheduleBeat() {
    beat = parts.loop().schedule(parts.terms().config().pingInterval(), this::beat);
  }

  /** While the caller is slow its pings would only queue, and the node's answers lie unread. */
  private void beat() {
    if (writeTimer == null && node != null) {
      var now = parts.loop().clock().nanos();
      if (!callerPulse.beat(now)) {
        caller.close(POLICY, "pings are not answered");
        leave(StreamOutcome.CALLER_FAILED);
        return;
      }
      if (!nodePulse.beat(now)) {
        caller.close(NODE_FAILED, "");
        leave(StreamOutcome.NODE_FAILED);
        return;
      }
      caller.ping();
      node.ping();
    }
    scheduleBeat();
  }

  @Override
  public void alive() {
    callerPulse.alive();
  }

  // ---- a node that is no longer up

  private void scheduleWatch() {
    watchTimer = parts.loop().schedule(NodeWatch.EVERY, this::watch);
  }

  private void watch() {
    var terms = parts.terms();
    var now = parts.loop().clock().nanos();
    if (watch != null && watch.leaves(terms.view().get(), terms.seats(), now)) {
      caller.close(COME_AGAIN, "the node is no longer up");
      leave(StreamOutcome.NODE_NOT_UP);
    } else {
      scheduleWatch();
    }
  }

  // ---- another configuration

  /** The network that it is of. */
  String network() {
    return parts.terms().network();
  }

  /** Whose it is. */
  IpAddress client() {
    return caller.client();
  }

  /** The stream's name in the chain's profile. */
  String stream() {
    return wish.stream();
  }

  /**
   * Goes on under another configuration of its network: with the same node where that still is one
   * for streams, else it ends and may come again; and where no seat is left, it may try later.
   */
  void moveTo(StreamParts next, StreamRequestReader nextReader) {
    var before = parts;
    parts = next;
    reader = nextReader;
    var newSeats = next.terms().seats() != before.terms().seats();
    if (!ended && seated && newSeats) {
      before.terms().seats().left(caller.client());
      seated = next.terms().seats().tryEnter(caller.client());
      settle(before);
    }
  }

  private void settle(StreamParts before) {
    if (!seated) {
      turnOut(TRY_LATER, "too many streams", StreamOutcome.TOO_MANY);
    } else if (node != null) {
      settleAt(parts.terms().placeOf(before.terms().nodes().get(place)));
    } else if (search != null && request != null) {
      search.cancel();
      search(request);
    }
  }

  private void settleAt(int newPlace) {
    var seats = parts.terms().seats();
    leaveSeat.run();
    leaveSeat = () -> {};
    if (newPlace < 0) {
      turnOut(COME_AGAIN, "the node is no longer configured", StreamOutcome.NODE_NOT_UP);
    } else if (seats.takeSeat(newPlace)) {
      leaveSeat = () -> seats.leftNode(newPlace);
      place = newPlace;
      watch = new NodeWatch(newPlace, parts.loop().clock().nanos());
    } else {
      turnOut(TRY_LATER, "too many streams", StreamOutcome.TOO_MANY);
    }
  }

  /** Its network, or this kind of stream, is not served any more. */
  void unserved() {
    turnOut(GOING_AWAY, "no longer served", StreamOutcome.STOPPED);
  }

  /** A rule is against its caller now. */
  void denied() {
    turnOut(POLICY, "no longer allowed", StreamOutcome.DENIED);
  }

  private void turnOut(int status, String reason, StreamOutcome why) {
    caller.close(status, reason);
    leave(why);
  }

  // ---- the end

  @Override
  public void closing(int status, String reason) {
    leave(status, reason, callerLeft());
  }

  @Override
  public void broken() {
    leave(StreamOutcome.CALLER_FAILED);
  }

  @Override
  public void gone() {
    leave(callerLeft());
  }

  private StreamOutcome callerLeft() {
    return asked ? StreamOutcome.CALLER_LEFT : StreamOutcome.NO_REQUEST;
  }

  /** The gateway stops. */
  void stop() {
    caller.close(GOING_AWAY, "");
    leave(StreamOutcome.STOPPED);
  }

  private void leave(StreamOutcome why) {
    leave(GOING_AWAY, "", why);
  }

  /** Takes leave of the node. */
  private void leave(int status, String reason, StreamOutcome why) {
    if (search != null) {
      search.cancel();
      search = null;
    }
    if (node != null) {
      node.close(status, reason);
    }
    end(why);
  }

  private void end(StreamOutcome why) {
    if (ended) {
      return;
    }
    ended = true;
    leaveSeat.run();
    if (beat != null) {
      beat.cancel();
    }
    if (watchTimer != null) {
      watchTimer.cancel();
    }
    if (writeTimer != null) {
      writeTimer.cancel();
    }
    if (seated) {
      parts.terms().seats().left(caller.client());
    }
    parts.terms().ends().count(why);
    onEnd.accept(this, why);
  }
}
