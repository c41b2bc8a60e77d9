package headgate.gateway.config;

/**
 * Where health and metrics are read.
 *
 * @param host address to bind; a loopback one unless the network in front of it is trusted
 * @param port TCP port, 0 for any free one
 */
public record AdminConfig(String host, int port) {
  public AdminConfig {
    new Rules()
        .that("host", !host.isBlank(), "must not be empty")
        .within("port", port, 0, 65_535)
        .check();
  }

  /** Loopback, port 9900. */
  public static AdminConfig defaults() {
    return new AdminConfig("127.0.0.1", 9900);
  }
}
