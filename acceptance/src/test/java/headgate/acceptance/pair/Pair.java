package headgate.acceptance.pair;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.soak.GatewayProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Two gateways as processes of their own before the same nodes, behind a real HAProxy. */
final class Pair implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final List<URI> nodes;
  private final GatewayProcess other;
  private final Balancer balancer;
  private GatewayProcess one;

  private Pair(
      Path folder, List<URI> nodes, GatewayProcess one, GatewayProcess other, Balancer balancer) {
    this.folder = folder;
    this.nodes = nodes;
    this.one = one;
    this.other = other;
    this.balancer = balancer;
  }

  /**
   * Starts them; both are ready then.
   *
   * @param balance how HAProxy spreads callers
   */
  static Pair start(Path folder, String balance, List<URI> nodes) throws IOException {
    GatewayProcess one = null;
    GatewayProcess other = null;
    try {
      one = gateway(folder.resolve("one"), config(nodes, 0, 0));
      other = gateway(folder.resolve("other"), config(nodes, 0, 0));
      return new Pair(folder, nodes, one, other, Balancer.start(folder, balance, one, other));
    } catch (IOException | RuntimeException | AssertionError failed) {
      for (var begun : new GatewayProcess[] {one, other}) {
        if (begun != null) {
          begun.close();
        }
      }
      throw failed;
    }
  }

  private static GatewayProcess gateway(Path folder, String config) throws IOException {
    Files.createDirectories(folder);
    var file = Files.writeString(folder.resolve("headgate.yaml"), config);
    var gateway = GatewayProcess.start(file, folder);
    Eventually.value("ready", PATIENCE, () -> gateway.status("/readyz"), status -> status == 200);
    return gateway;
  }

  /** Every caller has HAProxy's address; and a call has all the time that a busy machine takes. */
  private static String config(List<URI> nodes, int port, int adminPort) {
    var yaml =
        new StringBuilder(
            """
            listen: {host: 127.0.0.1, port: %d}
            admin: {host: 127.0.0.1, port: %d}
            limits: {connectionsPerAddressMax: 4000}
            chain: icon
            lanes: {read: {deadline: 60s, hedge: false}, write: {deadline: 60s}}
            probe: {interval: 100ms, deadline: 5s}
            nodes:
            """
                .formatted(port, adminPort));
    nodes.forEach(node -> yaml.append("  - ").append(node).append('\n'));
    return yaml.toString();
  }

  Balancer balancer() {
    return balancer;
  }

  /** Kills the first one. */
  void killOne() throws InterruptedException {
    one.kill();
  }

  /** Starts the first one again, where it was. */
  void bringOneBack() throws IOException {
    one = gateway(folder.resolve("one"), config(nodes, one.port(), one.adminPort()));
    balancer.becomes("gateway1", "UP");
  }

  @Override
  public void close() {
    balancer.close();
    one.close();
    other.close();
  }
}
