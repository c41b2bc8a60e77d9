package headgate.gateway.netty.local;

import com.sun.security.auth.module.UnixSystem;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import java.io.IOException;

/** Whether the process at the other end is one of the same user, or of root. */
final class SameUser {
  private final long own = new UnixSystem().getUid();

  /** As the kernel says (SO_PEERCRED), so that nobody can pretend. */
  boolean hasOtherEnd(EpollDomainSocketChannel channel) {
    try {
      var other = channel.peerCredentials().uid();
      return other == 0 || other == own;
    } catch (IOException untold) {
      return false;
    }
  }
}
