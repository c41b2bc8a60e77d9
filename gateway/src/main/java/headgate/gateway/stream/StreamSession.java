package headgate.gateway.stream;

import headgate.gateway.listen.websocket.Streams;
import headgate.gateway.listen.websocket.Streams.Caller;
import headgate.gateway.listen.websocket.Streams.Kind;
import headgate.gateway.seam.Loop;
import java.util.function.Consumer;
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

  private final StreamParts parts;
  private final StreamRequestReader reader;
  private final String path;
  private final Caller caller;
  private final Consumer<StreamSession> onEnd;
  private final Pulse callerPulse;
  private final Pulse nodePulse;
  private boolean seated;
  private boolean ended;
  private @Nullable NodeSearch search;
  private @Nullable NodeSocket node;
  private Loop.@Nullable Timer beat;
  private Loop.@Nullable Timer writeTimer;
  private long unsentBytes;

  /** A session without a request yet; told on its end once. */
  StreamSession(
      StreamParts parts,
      StreamRequestReader reader,
      String path,
      Caller caller,
      Consumer<StreamSession> onEnd) {
    this.parts = parts;
    this.reader = reader;
    this.path = path;
    this.caller = caller;
    this.onEnd = onEnd;
    var interval = parts.terms().config().pingInterval().toNanos();
    callerPulse = new Pulse(interval);
    nodePulse = new Pulse(interval);
  }

  // ---- from the request to a node

  @Override
  public void request(byte[] message) {
    var request = ended ? null : reader.read(message);
    if (request == null) {
      refuse(StreamAnswer.badRequest());
    } else if (!parts.terms().seats().tryEnter(caller.client())) {
      refuse(StreamAnswer.tooMany());
    } else {
      seated = true;
      search = new NodeSearch(parts, path, request, this);
      search.start();
    }
  }

  @Override
  public void notFound(byte[] message) {
    refuse(message);
  }

  private void refuse(byte[] message) {
    caller.send(Kind.TEXT, true, message);
    caller.end();
    end();
  }

  @Override
  public void found(NodeSocket socket, byte[] firstMessage) {
    search = null;
    node = socket;
    socket.tell(this);
    data(Kind.TEXT, true, firstMessage);
    scheduleBeat();
  }

  // ---- from the node to the caller

  @Override
  public void opened() {}

  @Override
  public void data(Kind kind, boolean last, byte[] payload) {
    caller.send(kind, last, payload);
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
    end();
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
      leave(GOING_AWAY, "");
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
        leave(GOING_AWAY, "");
        return;
      }
      if (!nodePulse.beat(now)) {
        caller.close(NODE_FAILED, "");
        leave(GOING_AWAY, "");
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

  // ---- the end

  @Override
  public void closing(int status, String reason) {
    leave(status, reason);
  }

  @Override
  public void gone() {
    leave(GOING_AWAY, "");
  }

  /** The gateway stops. */
  void stop() {
    caller.close(GOING_AWAY, "");
    leave(GOING_AWAY, "");
  }

  /** Takes leave of the node. */
  private void leave(int status, String reason) {
    if (search != null) {
      search.cancel();
      search = null;
    }
    if (node != null) {
      node.close(status, reason);
    }
    end();
  }

  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    if (beat != null) {
      beat.cancel();
    }
    if (writeTimer != null) {
      writeTimer.cancel();
    }
    if (seated) {
      parts.terms().seats().left(caller.client());
    }
    onEnd.accept(this);
  }
}
