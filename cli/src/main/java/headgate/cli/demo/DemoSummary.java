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
    var reads = report.callers().reads();
    lines.add(
        "reads   %d (%s/s), failed %d, heights that went back %d, answered from the cache %d"
            .formatted(
                reads.sent(),
                DemoTables.decimal(reads.sent() / report.seconds()),
                reads.failed(),
                reads.heightsBack(),
                report.hits()));
    lines.addAll(writes(report));
    lines.add("faults  " + faults(report.nodeSide()));
    lines.add("retried %d calls".formatted(report.retries()));
    report.callers().failures().forEach(failure -> lines.add("failed: " + failure));
    lines.add(verdict(report));
    return lines;
  }

  private static List<String> writes(DemoReport report) {
    var writes = report.callers().writes();
    var lines = new ArrayList<String>();
    lines.add(
        "writes  %d, acknowledged %d, refused %d, outcome unknown %d, in blocks %d, doubled %d"
            .formatted(
                writes.sent(),
                writes.acknowledged(),
                writes.refused(),
                writes.unknown(),
                report.nodeSide().writesInBlocks(),
                report.nodeSide().doubledWrites()));
    if (writes.waits() > 0) {
      lines.add(
          "waits   %d; of writes and waits %d were refused with the height at which the chain has"
                  .formatted(writes.waits(), writes.endsTold())
              + " ended");
    }
    if (writes.unknown() > 0) {
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
        ? "cut short: until then no read had failed, no height went back and no write was doubled"
        : "passed: no read failed, no height went back, the cache was used, no write was doubled"
            + report.scenario().promise();
  }
}
