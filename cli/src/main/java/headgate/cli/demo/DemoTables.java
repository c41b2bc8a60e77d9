package headgate.cli.demo;

import headgate.cli.talk.Table;
import headgate.gateway.observe.MethodSummary;
import headgate.gateway.observe.NetworkStatus;
import java.util.List;
import java.util.Locale;

/** The tables of a demo: methods and nodes. */
final class DemoTables {
  private static final double MEDIAN = 0.5;
  private static final double NEARLY_ALL = 0.99;
  private static final double NANOS_PER_MILLI = 1e6;

  private DemoTables() {}

  /** One line per method with its rate over so many seconds. */
  static List<String> methods(List<MethodSummary> methods, double seconds) {
    var table = new Table("METHOD", "CALLS/S", "HITS", "P50", "P99", "NODE ERRORS", "FAILED");
    for (var method : methods) {
      table.row(
          method.method(),
          decimal(method.calls() / seconds),
          percent(method.hitRatio()),
          millis(method.latencies().quantileNanos(MEDIAN)),
          millis(method.latencies().quantileNanos(NEARLY_ALL)),
          method.nodeErrors(),
          method.failed() + method.refused());
    }
    return table.lines();
  }

  /** One line per node, as it stands. */
  static List<String> nodes(NetworkStatus network) {
    var table = new Table("NODE", "STATE", "HEIGHT", "LAG", "LATENCY", "IN FLIGHT", "WHY");
    for (var node : network.nodes()) {
      table.row(
          node.name(),
          node.state(),
          node.height() < 0 ? "-" : node.height(),
          node.height() < 0 ? "-" : node.lag(),
          decimal(node.latencyMillis()) + " ms",
          node.inFlight(),
          node.reason());
    }
    return table.lines();
  }

  static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.2f ms", nanos / NANOS_PER_MILLI);
  }

  static String percent(double share) {
    return Math.round(share * 100) + "%";
  }

  static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
