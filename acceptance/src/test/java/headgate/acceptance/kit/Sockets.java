package headgate.acceptance.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** What both raw clients need of a socket. */
final class Sockets {
  private static final int DEADLINE_MILLIS = 10_000;

  private Sockets() {}

  /** Something that may fail with an I/O error, which then fails the test. */
  interface Talk<T> {
    T speak() throws IOException;
  }

  static <T> T orFail(Talk<T> talk) {
    try {
      return talk.speak();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection to a loopback port, each of whose waits ends after ten seconds. */
  static Socket connect(int port) throws IOException {
    return connect("127.0.0.1", port);
  }

  /** The same from that address, which has to be one of this machine's. */
  static Socket connect(String from, int port) throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(from, 0));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(DEADLINE_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), DEADLINE_MILLIS);
    return socket;
  }
}
