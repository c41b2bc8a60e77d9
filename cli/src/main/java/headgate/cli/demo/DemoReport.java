package headgate.cli.demo;

import headgate.gateway.observe.MethodSummary;
import java.util.List;

/**
 * What came of a demo.
 *
 * @param scenario what went wrong
 * @param seed repeats the same traffic
 * @param seconds how long the traffic took
 * @param callers what the callers saw
 * @param methods what the gateway counted, by method
 * @param nodes how each node fared
 * @param doubledWrites transactions that nodes received more than once, by their own counters
 * @param writesInBlocks transactions that the chain took
 * @param findings what must not have happened and did; empty where all is well
 */
public record DemoReport(
    Scenario scenario,
    long seed,
    double seconds,
    Callers callers,
    List<MethodSummary> methods,
    List<NodeFate> nodes,
    long doubledWrites,
    long writesInBlocks,
    List<String> findings) {
  public DemoReport {
    methods = List.copyOf(methods);
    nodes = List.copyOf(nodes);
    findings = List.copyOf(findings);
  }

  /** Whether all is well. */
  public boolean passed() {
    return findings.isEmpty();
  }

  /** Calls that needed no fetch of their own. */
  public long hits() {
    return methods.stream().mapToLong(MethodSummary::saved).sum();
  }

  /**
   * What the callers saw.
   *
   * @param reads answered or not
   * @param failedReads without a result
   * @param writes sent
   * @param acknowledged writes whose hash came back
   * @param unknown writes whose answer was lost
   * @param failures the first failures, in full
   */
  public record Callers(
      long reads,
      long failedReads,
      long writes,
      long acknowledged,
      long unknown,
      List<String> failures) {
    public Callers {
      failures = List.copyOf(failures);
    }

    static Callers of(TrafficCount count) {
      return new Callers(
          count.reads(),
          count.failedReads(),
          count.writes(),
          count.acknowledgedWrites(),
          count.unknownWrites(),
          count.failures());
    }
  }

  /**
   * How a node fared.
   *
   * @param name what the demo calls it
   * @param requests that it received
   * @param states that the gateway saw it in, in the order in which they first came
   * @param height at the end
   * @param lag at the end
   */
  public record NodeFate(String name, long requests, List<String> states, long height, long lag) {
    public NodeFate {
      states = List.copyOf(states);
    }
  }
}
