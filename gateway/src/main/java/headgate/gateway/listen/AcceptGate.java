package headgate.gateway.listen;

import headgate.gateway.address.IpAddress;
import org.jspecify.annotations.Nullable;

/** Says which connections may stay. */
public interface AcceptGate {
  /** Lets a connection in; null where it is to be closed at once. */
  @Nullable Seat enter(IpAddress peer);

  /** A connection that was let in. All methods are to be called on its loop. */
  interface Seat {
    /**
     * The peer has named the client whose connection it is; false where that one may not have it.
     */
    boolean belongsTo(IpAddress client);

    /**
     * Whether there are more connections now than may be, in all or of its client, because a cap
     * was lowered: then the connection is told to end with its next answer.
     */
    boolean isOver();

    /** The connection is closed; called once. */
    void left();
  }
}
