package headgate.gateway.config;

/**
 * Where calls come in.
 *
 * @param host address to bind
 * @param port TCP port, 0 for any free one
 * @param loops event loops, 0 for one per core
 * @param transport kernel interface
 */
public record ListenConfig(String host, int port, int loops, Transport transport) {
  public ListenConfig {
    new Rules()
        .that("host", !host.isBlank(), "must not be empty")
        .within("port", port, 0, 65_535)
        .within("loops", loops, 0, 256)
        .check();
  }

  /**
   * Every address, port 9000: the port that a goloop node uses, so callers change only the host.
   */
  public static ListenConfig defaults() {
    return new ListenConfig("0.0.0.0", 9000, 0, Transport.AUTO);
  }

  /** The same, bound elsewhere. */
  public ListenConfig at(String newHost, int newPort) {
    return new ListenConfig(newHost, newPort, loops, transport);
  }
}
