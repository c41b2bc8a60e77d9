package headgate.gateway.stream;

import headgate.gateway.listen.websocket.Streams;
import headgate.gateway.listen.websocket.Streams.Kind;
import headgate.gateway.seam.Endpoint;
import headgate.gateway.seam.Loop;
import headgate.gateway.seam.Wire;
import java.time.Duration;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket to a node, the client's side (RFC 6455): the switch from HTTP, then frames, then a
 * close that gives the node a moment to end the connection itself.
 */
final class NodeSocket implements Wire.Listener, FrameReader.Sink {
  private static final Duration CLOSING_MAX = Duration.ofSeconds(2);
  private static final int PROTOCOL_ERROR = 1002;

  /** A node that does not read gets no more answers to its pings than this holds. */
  private static final int UNSENT_BYTES_MAX = 64 * 1024;

  /** Who is told what the node does, in order; {@link #ended} once at most, and last. */
  interface Listener {
    /** The node has switched and takes frames. */
    void opened();

    /** A data frame, or a piece of a long one; the bytes are the receiver's own. */
    void data(Kind kind, boolean last, byte[] payload);

    /** Everything that has come so far is told. */
    void caughtUp();

    /** The node will send no more. */
    void ended(Ending ending);
  }

  /** How a node's side of a stream ended. */
  sealed interface Ending {
    /** With a close frame, which was answered. */
    record Closed(int status, String reason) implements Ending {}

    /** The connection ended, or there never was one. */
    record Disconnected() implements Ending {}

    /** The node broke the protocol. */
    record Broken() implements Ending {}
  }

  /**
   * How the node is reached.
   *
   * @param request the request to switch, which carries the key
   * @param released told once when the connection is gone for good
   */
  record Terms(Endpoint endpoint, Request request, Runnable released) {
    /** Makes the request to switch for a key. */
    interface Request {
      byte[] with(String key);
    }
  }

  private enum State {
    CONNECTING,
    SWITCHING,
    OPEN,
    CLOSING
  }

  private final Loop loop;
  private final RandomGenerator random;
  private final Runnable released;
  private final byte[] request;
  private final UpgradeReply reply;
  private final FrameReader frames = new FrameReader(this);
  private final Wire.Connection connection;
  private State state = State.CONNECTING;
  private @Nullable Listener listener;
  private Loop.@Nullable Timer timer;

  /** Begins to connect; random makes the key and the masks. */
  NodeSocket(Loop loop, Wire wire, RandomGenerator random, Terms terms, Listener listener) {
    this.loop = loop;
    this.random = random;
    this.listener = listener;
    released = terms.released;
    var nonce = new byte[16];
    random.nextBytes(nonce);
    var key = Base64.getEncoder().encodeToString(nonce);
    request = terms.request.with(key);
    reply = new UpgradeReply(key);
    connection = wire.connect(terms.endpoint, this);
  }

  /** From now on another one is told. */
  void tell(Listener next) {
    if (listener != null) {
      listener = next;
    }
  }

  void send(byte[] text) {
    write(MaskedFrame.TEXT, text);
  }

  void ping() {
    write(MaskedFrame.PING, new byte[0]);
  }

  /** Stops or resumes the delivery of frames. */
  void reading(boolean on) {
    connection.reading(on || state == State.CLOSING);
  }

  /** Ends the stream; the listener hears nothing any more. */
  void close(int status, String reason) {
    listener = null;
    if (state == State.OPEN) {
      write(MaskedFrame.CLOSE, MaskedFrame.closing(status, reason));
      state = State.CLOSING;
      connection.reading(true);
      timer = loop.schedule(CLOSING_MAX, connection::close);
    } else if (state != State.CLOSING) {
      connection.close();
    }
  }

  private void write(int opcode, byte[] payload) {
    if (state == State.OPEN) {
      var frame = MaskedFrame.of(opcode, payload, random.nextInt());
      connection.write(frame, 0, frame.length);
    }
  }

  @Override
  public void opened() {
    state = State.SWITCHING;
    connection.write(request, 0, request.length);
  }

  @Override
  public void bytes(byte[] bytes, int from, int to) {
    var at = state == State.SWITCHING ? reply.accept(bytes, from, to) : from;
    switch (reply.state()) {
      case INCOMPLETE -> {}
      case REFUSED -> end(new Ending.Broken(), PROTOCOL_ERROR, "");
      case SWITCHED -> read(bytes, at, to);
    }
  }

  private void read(byte[] bytes, int from, int to) {
    if (state == State.SWITCHING && listener != null) {
      state = State.OPEN;
      listener.opened();
    }
    if (state == State.OPEN && !frames.accept(bytes, from, to)) {
      end(new Ending.Broken(), PROTOCOL_ERROR, "");
    }
    if (listener != null) {
      listener.caughtUp();
    }
  }

  @Override
  public void data(Kind kind, boolean last, byte[] payload) {
    if (listener != null) {
      listener.data(kind, last, payload);
    }
  }

  @Override
  public void pinged(byte[] payload) {
    if (connection.unsentBytes() < UNSENT_BYTES_MAX) {
      write(MaskedFrame.PONG, payload);
    }
  }

  @Override
  public void closing(int status, String reason) {
    end(new Ending.Closed(status, reason), status, reason);
  }

  @Override
  public void closed(Wire.Cause cause) {
    if (timer != null) {
      timer.cancel();
    }
    state = State.CLOSING;
    released.run();
    end(new Ending.Disconnected(), Streams.NO_STATUS, "");
  }

  private void end(Ending ending, int status, String reason) {
    var told = listener;
    close(status, reason);
    if (told != null) {
      told.ended(ending);
    }
  }
}
