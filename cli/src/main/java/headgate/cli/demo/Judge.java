package headgate.cli.demo;

import headgate.cli.demo.DemoReport.Callers;
import headgate.cli.demo.DemoReport.NodeFate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Says what must not have happened in a demo and did, and what should have happened and did not.
 */
final class Judge {
  private Judge() {}

  /**
   * What there is to judge.
   *
   * @param callers what they saw
   * @param hits calls that needed no fetch of their own
   * @param doubledWrites transactions that nodes received more than once
   * @param nodes how each fared
   * @param oddities what the gateway held to be true at some time and was not
   */
  record Evidence(
      Callers callers, long hits, long doubledWrites, List<NodeFate> nodes, List<String> oddities) {
    Evidence {
      nodes = List.copyOf(nodes);
      oddities = List.copyOf(oddities);
    }
  }

  /** A whole demo. */
  static List<String> findings(Scenario scenario, Evidence seen) {
    var findings = new ArrayList<String>();
    if (seen.callers().reads() == 0) {
      findings.add("no read was sent");
    }
    findings.addAll(harm(seen));
    if (seen.hits() == 0) {
      findings.add("no call was answered from the cache");
    }
    findings.addAll(broken(scenario, seen.nodes().getLast()));
    return findings;
  }

  /** What must not have happened, also where a demo was cut short. */
  static List<String> harm(Evidence seen) {
    var findings = new ArrayList<String>();
    var callers = seen.callers();
    if (callers.failedReads() > 0) {
      findings.add(callers.failedReads() + " of " + callers.reads() + " reads failed");
    }
    if (seen.doubledWrites() > 0) {
      findings.add(seen.doubledWrites() + " writes reached nodes more than once");
    }
    findings.addAll(seen.oddities());
    return findings;
  }

  /** What the scenario promises of its third node and was not seen. */
  private static List<String> broken(Scenario scenario, NodeFate third) {
    return switch (scenario) {
      case LAG -> leftOutAndTakenBack(third, Set.of("lagging", "stalled"));
      case LIAR -> leftOutAndTakenBack(third, Set.of("ahead", "down", "quarantined"));
      case FLAP -> leftOutAndTakenBack(third, Set.of("down"));
      case SYNC -> leftOutAndTakenBack(third, Set.of("syncing"));
      case STALL, HALT -> takenBack(third);
      case REFUSE -> List.of();
    };
  }

  private static List<String> leftOutAndTakenBack(NodeFate third, Set<String> expected) {
    var findings = new ArrayList<String>();
    if (Collections.disjoint(third.states(), expected)) {
      findings.add("the " + third.name() + " node was never left out");
    }
    findings.addAll(takenBack(third));
    return findings;
  }

  private static List<String> takenBack(NodeFate third) {
    return third.endsUp() ? List.of() : List.of("the " + third.name() + " node was not taken back");
  }
}
