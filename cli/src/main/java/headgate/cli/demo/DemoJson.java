package headgate.cli.demo;

import headgate.gateway.observe.MethodSummary;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A report as JSON for programs. */
public final class DemoJson {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final double NANOS_PER_MILLI = 1e6;

  private DemoJson() {}

  /** One JSON object. */
  public static ObjectNode of(DemoReport report) {
    var object =
        JSON.createObjectNode()
            .put("passed", report.passed())
            .put("scenario", report.scenario().name().toLowerCase(Locale.ROOT))
            .put("cutShort", report.cutShort())
            .put("seed", report.seed())
            .put("seconds", report.seconds());
    var reads = report.callers().reads();
    object
        .putObject("reads")
        .put("sent", reads.sent())
        .put("failed", reads.failed())
        .put("heightsBack", reads.heightsBack())
        .put("perSecond", reads.sent() / report.seconds())
        .put("hits", report.hits());
    object.put("retries", report.retries());
    var writes = report.callers().writes();
    object
        .putObject("writes")
        .put("sent", writes.sent())
        .put("acknowledged", writes.acknowledged())
        .put("refused", writes.refused())
        .put("unknown", writes.unknown())
        .put("waits", writes.waits())
        .put("endsTold", writes.endsTold())
        .put("inBlocks", report.nodeSide().writesInBlocks())
        .put("doubled", report.nodeSide().doubledWrites());
    var faults = object.putObject("faults");
    report.nodeSide().faults().forEach(faults::put);
    var methods = object.putArray("methods");
    report.methods().forEach(method -> methods.add(json(method)));
    var nodes = object.putArray("nodes");
    report.nodes().forEach(node -> nodes.add(json(node)));
    var findings = object.putArray("findings");
    report.findings().forEach(findings::add);
    var failures = object.putArray("failures");
    report.callers().failures().forEach(failures::add);
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
