package headgate.acceptance.hostile;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.TestGateway;
import headgate.gateway.Gateway;
import headgate.gateway.observe.NodeStatus;

/** How a gateway must be once its callers have gone, whatever they did. */
final class Quiet {
  private Quiet() {}

  /** Waits until no connection, no byte and no permit is held for anybody. */
  static void becomes(TestGateway served) {
    var gateway = served.gateway();
    Eventually.value(
        "nobody is connected", () -> gateway.process().connections(), open -> open == 0);
    Eventually.value("no byte is held", () -> gateway.process().bufferedBytes(), held -> held == 0);
    Eventually.value("no call is in flight", () -> inFlight(gateway), calls -> calls == 0);
  }

  private static int inFlight(Gateway gateway) {
    return gateway.networks().stream()
        .flatMap(network -> network.nodes().stream())
        .mapToInt(NodeStatus::inFlight)
        .sum();
  }
}
