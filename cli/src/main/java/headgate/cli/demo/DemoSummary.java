package headgate.cli.demo;

import headgate.cli.talk.Table;
import headgate.gateway.observe.MethodSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A report as lines for people or as JSON for programs. */
public final class DemoSummary {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final double NANOS_PER_MILLI = 1e6;

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
    lines.add(
        "writes  %d, acknowledged %d, answer lost %d, in blocks %d, doubled %d"
            .formatted(
                callers.writes(),
                callers.acknowledged(),
                callers.unknown(),
                report.writesInBlocks(),
                report.doubledWrites()));
    callers.failures().forEach(failure -> lines.add("failed: " + failure));
    lines.add(verdict(report));
    return lines;
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
    return report.passed()
        ? "passed: no read failed, the cache was used, no write was doubled"
        : "FAILED: " + String.join("; ", report.findings());
  }

  /** One JSON object. */
  public static ObjectNode json(DemoReport report) {
    var object =
        JSON.createObjectNode()
            .put("passed", report.passed())
            .put("scenario", report.scenario().name().toLowerCase(Locale.ROOT))
            .put("seed", report.seed())
            .put("seconds", report.seconds());
    var callers = report.callers();
    object
        .putObject("reads")
        .put("sent", callers.reads())
        .put("failed", callers.failedReads())
        .put("perSecond", callers.reads() / report.seconds())
        .put("hits", report.hits());
    object
        .putObject("writes")
        .put("sent", callers.writes())
        .put("acknowledged", callers.acknowledged())
        .put("unknown", callers.unknown())
        .put("inBlocks", report.writesInBlocks())
        .put("doubled", report.doubledWrites());
    var methods = object.putArray("methods");
    report.methods().forEach(method -> methods.add(json(method)));
    var nodes = object.putArray("nodes");
    report.nodes().forEach(node -> nodes.add(json(node)));
    var findings = object.putArray("findings");
    report.findings().forEach(findings::add);
    var failures = object.putArray("failures");
    callers.failures().forEach(failures::add);
    return object;
  }

  private static ObjectNode json(MethodSummary method) {
    return JSON.createObjectNode()
        .put("method", method.method())
        .put("calls", method.calls())
        .put("hitRatio", method.hitRatio())
        .put("p50Millis", method.latencies().quantileNanos(0.5) / NANOS_PER_MILLI)
        .put("p99Millis", method.latencies().quantileNanos(0.99) / NANOS_PER_MILLI)
        .put("nodeErrors", method.nodeErrors())
        .put("refused", method.refused())
        .put("failed", method.failed());
  }

  private static ObjectNode json(DemoReport.NodeFate node) {
    var object =
        JSON.createObjectNode()
            .put("name", node.name())
            .put("requests", node.requests())
            .put("height", node.height())
            .put("lag", node.lag());
    var states = object.putArray("states");
    node.states().forEach(states::add);
    return object;
  }
}
