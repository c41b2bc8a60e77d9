package headgate.gateway.listen.websocket;

import headgate.gateway.address.IpAddress;
import headgate.gateway.listen.Door;
import headgate.gateway.seam.Loop;

/** Takes the callers of one loop who have switched to WebSocket. */
public interface Streams {
  /** Stands for a close frame without a status (RFC 6455, section 7.1.5). */
  int NO_STATUS = 1005;

  /** Bytes that one message of a caller may have at most. */
  int messageBytesMax(Door.Stream door);

  /** Begins the stream of one caller. */
  Session enter(Door.Stream door, Caller caller);

  /** What a data frame is (RFC 6455, section 5.6). */
  enum Kind {
    /** Begins a message of text. */
    TEXT,
    /** Begins a message of bytes. */
    BINARY,
    /** Goes on with the message that an earlier frame began. */
    CONTINUATION
  }

  /**
   * What happens on a caller's WebSocket, in order; {@link #gone} is the last of it.
   *
   * <p>Everything happens on the caller's loop.
   */
  interface Session {
    /** The first whole message, the session's own bytes. Later ones are dropped unread. */
    void request(byte[] message);

    /** A frame of any kind came. */
    void alive();

    /** The caller has caught up after {@link Caller#writable} was false. */
    void writable();

    /** The caller ended the stream with a close frame, which the connection answers. */
    void closing(int status, String reason);

    /** The caller broke the protocol or a bound, which the connection tells it. */
    void broken();

    /** The connection is closed, whoever closed it. */
    void gone();
  }

  /**
   * The way back to one caller.
   *
   * <p>All methods are to be called on the caller's loop. Once it is closed or gone they do
   * nothing.
   */
  interface Caller {
    /** The loop that owns the caller's connection. */
    Loop loop();

    /** The caller's address. */
    IpAddress client();

    /** Adds one frame; nobody changes the bytes afterwards. */
    void send(Kind kind, boolean last, byte[] payload);

    /** Adds a ping. */
    void ping();

    /** Hands what was added to the operating system. */
    void flush();

    /** Whether the caller takes frames as fast as they are added. */
    boolean writable();

    /** Bytes that were added and not yet taken by the operating system. */
    long unsentBytes();

    /** Ends the stream with a close frame behind all that was added. */
    void close(int status, String reason);

    /** Ends the connection behind all that was added, without a close frame, as goloop does. */
    void end();

    /** Breaks the connection at once. */
    void abort();
  }
}
