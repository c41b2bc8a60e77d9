package headgate.gateway.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where calls come in.
 *
 * @param host address to bind
 * @param port TCP port, 0 for any free one
 * @param loops event loops, 0 for one per core
 * @param transport kernel interface
 * @param handover where another process may ask for the socket, a path of at most 100 bytes; null
 *     where none may
 */
public record ListenConfig(
    String host, int port, int loops, Transport transport, @Nullable Path handover) {
  /** The kernel's own bound is 107, with a byte for the end (unix(7)). */
  private static final int PATH_BYTES_MAX = 100;

  public ListenConfig {
    new Rules()
        .that("host", !host.isBlank(), "must not be empty")
        .within("port", port, 0, 65_535)
        .within("loops", loops, 0, 256)
        .that("handover", isShort(handover), "must be a path of 1 to 100 bytes")
        .that(
            "handover",
            handover == null || transport == Transport.AUTO || transport == Transport.EPOLL,
            "needs the transport auto or epoll")
        .check();
  }

  /** A socket that no other process may ask for. */
  public ListenConfig(String host, int port, int loops, Transport transport) {
    this(host, port, loops, transport, null);
  }

  private static boolean isShort(@Nullable Path path) {
    if (path == null) {
      return true;
    }
    return !path.toString().isEmpty() && path.toString().getBytes(UTF_8).length <= PATH_BYTES_MAX;
  }

  /**
   * Every address, port 9000: the port that a goloop node uses, so callers change only the host.
   */
  public static ListenConfig defaults() {
    return new ListenConfig("0.0.0.0", 9000, 0, Transport.AUTO);
  }

  /** The same, whose socket another process may ask for. */
  public ListenConfig handingOverAt(Path path) {
    return new ListenConfig(host, port, loops, transport, path);
  }

  /** The same, bound elsewhere. */
  public ListenConfig at(String newHost, int newPort) {
    return new ListenConfig(newHost, newPort, loops, transport, handover);
  }
}
