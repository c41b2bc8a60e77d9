package headgate.gateway.admin;

import java.io.IOException;
import java.net.Socket;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The admin port's open connections, oldest first, under a cap.
 *
 * <p>Whoever comes when all seats are taken gets that of the connection that has been silent for
 * longest, so that a crowd which opens connections and says nothing locks nobody out. Where all
 * have asked, the oldest goes.
 */
final class AdminSeats {
  private final int max;
  private final Set<Socket> silent = new LinkedHashSet<>();
  private final Set<Socket> asking = new LinkedHashSet<>();
  private boolean closed;

  AdminSeats(int max) {
    this.max = max;
  }

  /** Seats a connection that has said nothing yet. */
  synchronized void take(Socket socket) {
    if (closed) {
      close(socket);
      return;
    }
    if (silent.size() + asking.size() >= max) {
      var crowd = silent.isEmpty() ? asking : silent;
      var oldest = crowd.iterator().next();
      crowd.remove(oldest);
      close(oldest);
    }
    silent.add(socket);
  }

  /** Its request is whole. */
  synchronized void asked(Socket socket) {
    if (silent.remove(socket)) {
      asking.add(socket);
    }
  }

  /** Closes a connection, whether it has a seat or lost it. */
  synchronized void leave(Socket socket) {
    silent.remove(socket);
    asking.remove(socket);
    close(socket);
  }

  /** Closes all, and whoever comes afterwards. */
  synchronized void closeAll() {
    closed = true;
    silent.forEach(AdminSeats::close);
    asking.forEach(AdminSeats::close);
    silent.clear();
    asking.clear();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is gone either way.
    }
  }
}
