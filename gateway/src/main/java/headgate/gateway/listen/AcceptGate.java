package headgate.gateway.listen;

import io.netty.channel.ChannelFuture;
import java.net.InetAddress;

/** Says which connections may stay. */
public interface AcceptGate {
  /** Lets a connection in, which is to be {@link #left} once; false where it is to be closed. */
  boolean enter(InetAddress address);

  /** A connection that was let in is closed. */
  void left(InetAddress address);

  /**
   * Whether there are more connections now than may be, in all or of that address, because a cap
   * was lowered: then a connection is told to end with its next answer.
   */
  boolean isOver(InetAddress address);

  /** Has that connection left when it ends; nothing else is held until then. */
  default void leftAt(ChannelFuture end, InetAddress client) {
    end.addListener(_ -> left(client));
  }
}
