package headgate.cli.demo;

import headgate.cli.demo.DemoReport.NodeSide;
import headgate.cli.talk.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report as lines for people. */
public final class DemoSummary {
  private DemoSummary() {}

  /** Lines for people. */
  public static List<String> lines(DemoReport report) {
    var lines = new ArrayList<String>(DemoTables.methods(report.methods(), report.seconds()));
    lines.add("");
    lines.addAll(nodes(report));
    lines.add("");
    var callers = report.callers();
    lines.add(
        "reads   %d (%s/s), failed %d, answered from the cache %d"
            .formatted(
                callers.reads(),
                DemoTables.decimal(callers.reads() / report.seconds()),
                callers.failedReads(),
                report.hits()));
    lines.addAll(writes(report));
    lines.add("faults  " + faults(report.nodeSide()));
    lines.add("retried %d calls".formatted(report.retries()));
    callers.failures().forEach(failure -> lines.add("failed: " + failure));
    lines.add(verdict(report));
    return lines;
  }

  private static List<String> writes(DemoReport report) {
    var callers = report.callers();
    var lines = new ArrayList<String>();
    lines.add(
        "writes  %d, acknowledged %d, refused %d, outcome unknown %d, in blocks %d, doubled %d"
            .formatted(
                callers.writes(),
                callers.acknowledged(),
                callers.refused(),
                callers.unknown(),
                report.nodeSide().writesInBlocks(),
                report.nodeSide().doubledWrites()));
    if (callers.unknown() > 0) {
      lines.add(
          "        outcome unknown: the node broke off before it answered, and no node knew the"
              + " transaction in time; the caller was given its hash and nothing was sent again");
    }
    return lines;
  }

  private static String faults(NodeSide nodes) {
    var kinds =
        nodes.faults().entrySet().stream()
            .map(kind -> kind.getKey() + " " + kind.getValue())
            .collect(Collectors.joining(", ", ": ", ""));
    return nodes.faultsOfAllKinds() + " injected" + (nodes.faults().isEmpty() ? "" : kinds);
  }

  private static List<String> nodes(DemoReport report) {
    var table = new Table("NODE", "REQUESTS", "HEIGHT", "LAG", "STATES SEEN");
    for (var node : report.nodes()) {
      table.row(
          node.name(),
          node.requests(),
          node.height(),
          node.lag(),
          String.join(", ", node.states()));
    }
    return table.lines();
  }

  private static String verdict(DemoReport report) {
    if (!report.passed()) {
      return "FAILED: " + String.join("; ", report.findings());
    }
    return report.cutShort()
        ? "cut short: until then no read had failed and no write was doubled"
        : "passed: no read failed, the cache was used, no write was doubled"
            + report.scenario().promise();
  }
}
