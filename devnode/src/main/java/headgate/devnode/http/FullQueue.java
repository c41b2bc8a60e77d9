package headgate.devnode.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A port of the loopback address at which nobody opens and nobody is sent away: the queue of its
 * listening socket is full, and the machine drops whoever else knocks.
 */
public final class FullQueue implements AutoCloseable {
  private static final int PLACES = 1;

  /** More than Linux lets into a queue of one place, which is one more than it has. */
  private static final int FILLING = 6;

  private static final int ATTEMPTS_MAX = 1_000;
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final ServerSocket listening;
  private final List<SocketChannel> waiting = new ArrayList<>();

  private FullQueue(ServerSocket listening) {
    this.listening = listening;
  }

  /** Fills the queue of a port that is free, or will be in a moment. */
  public static FullQueue at(int port) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      var queue = new FullQueue(bound(address));
      queue.fill(address);
      return queue;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A selector lets go of a socket only some time after it was closed. */
  private static ServerSocket bound(InetSocketAddress address) throws IOException {
    for (var attempt = 1; ; attempt++) {
      var socket = new ServerSocket();
      try {
        socket.setReuseAddress(true);
        socket.bind(address, PLACES);
        return socket;
      } catch (BindException taken) {
        socket.close();
        if (attempt == ATTEMPTS_MAX) {
          throw taken;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void fill(InetSocketAddress address) throws IOException {
    for (var count = 0; count < FILLING; count++) {
      var one = SocketChannel.open();
      waiting.add(one);
      one.configureBlocking(false);
      one.connect(address);
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (var one : waiting) {
        one.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
