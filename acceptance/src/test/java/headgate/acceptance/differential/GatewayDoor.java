package headgate.acceptance.differential;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.TestGateway;
import headgate.devnode.DevNode;
import headgate.gateway.config.HeadConfig;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.config.ProbeConfig;
import headgate.gateway.observe.NodeStatus;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Puts a gateway before each dev node that is asked, and waits until it knows the node's height.
 */
final class GatewayDoor implements ToIntFunction<DevNode>, AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private final Map<DevNode, TestGateway> gateways = new HashMap<>();

  @Override
  public int applyAsInt(DevNode node) {
    var gateway = gateways.computeIfAbsent(node, GatewayDoor::before);
    Eventually.holds(
        "the gateway has seen height " + node.height(),
        () -> upToDate(gateway.gateway().networks().getFirst().nodes().getFirst(), node));
    return gateway.port();
  }

  private static boolean upToDate(NodeStatus seen, DevNode node) {
    // A node that serves nothing never tells its height; the gateway knows it as down.
    return seen.height() == node.height() || seen.probeFailures() > 1;
  }

  private static TestGateway before(DevNode node) {
    var uri = URI.create("http://127.0.0.1:" + node.port());
    var probing = new ProbeConfig(INTERVAL, Duration.ofSeconds(5));
    // The recorded chain stands still at a time long past.
    var ofAnyAge = new HeadConfig(0, false, true);
    var network = TestGateway.network("icon", List.of(uri)).probedBy(probing).headBy(ofAnyAge);
    return TestGateway.of(LimitsConfig.defaults(), network);
  }

  @Override
  public void close() {
    gateways.values().forEach(TestGateway::close);
  }
}
