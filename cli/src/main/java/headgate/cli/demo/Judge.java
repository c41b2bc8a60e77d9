package headgate.cli.demo;

import headgate.cli.demo.DemoReport.Callers;
import headgate.cli.demo.DemoReport.NodeFate;
import headgate.cli.demo.DemoReport.Writes;
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
   * @param oddities what the gateway held to be true at some time and was not, or what it should
   *     have held
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
    if (seen.callers().reads().sent() == 0) {
      findings.add("no read was sent");
    }
    findings.addAll(harm(seen));
    if (seen.hits() == 0) {
      findings.add("no call was answered from the cache");
    }
    findings.addAll(broken(scenario, seen.nodes().getLast()));
    if (scenario.frozen()) {
      findings.addAll(written(seen.callers().writes()));
    }
    return findings;
  }

  /** What must not have happened, also where a demo was cut short. */
  static List<String> harm(Evidence seen) {
    var findings = new ArrayList<String>();
    var reads = seen.callers().reads();
    if (reads.failed() > 0) {
      findings.add(reads.failed() + " of " + reads.sent() + " reads failed");
    }
    if (reads.heightsBack() > 0) {
      findings.add(reads.heightsBack() + " answers went back behind a height that had been told");
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
      case FREEZE -> neverUsed(third);
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

  /** Where the chain has ended nothing is written, and whoever tries is told why. */
  private static List<String> written(Writes writes) {
    var findings = new ArrayList<String>();
    var asked = writes.sent() + writes.waits();
    if (writes.sent() == 0 || writes.waits() == 0) {
      findings.add("no write or no wait was sent");
    }
    if (writes.acknowledged() > 0) {
      findings.add(writes.acknowledged() + " writes were acknowledged after the chain's end");
    }
    if (writes.endsTold() < asked) {
      findings.add(
          (asked - writes.endsTold()) + " of " + asked + " writes and waits were not told the end");
    }
    return findings;
  }

  private static List<String> neverUsed(NodeFate third) {
    return third.everUp() ? List.of("the " + third.name() + " node was used") : List.of();
  }

  private static List<String> takenBack(NodeFate third) {
    return third.endsUp() ? List.of() : List.of("the " + third.name() + " node was not taken back");
  }
}
