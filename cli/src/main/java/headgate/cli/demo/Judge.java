package headgate.cli.demo;

import headgate.cli.demo.DemoReport.Callers;
import headgate.cli.demo.DemoReport.NodeFate;
import java.util.ArrayList;
import java.util.List;

/** Says what must not have happened in a demo and did. */
final class Judge {
  private static final String LAGGING = "lagging";

  private Judge() {}

  static List<String> findings(
      Scenario scenario, Callers callers, long hits, long doubledWrites, List<NodeFate> nodes) {
    var findings = new ArrayList<String>();
    if (callers.reads() == 0) {
      findings.add("no read was sent");
    }
    if (callers.failedReads() > 0) {
      findings.add(callers.failedReads() + " of " + callers.reads() + " reads failed");
    }
    if (hits == 0) {
      findings.add("no call was answered from the cache");
    }
    if (doubledWrites > 0) {
      findings.add(doubledWrites + " writes reached nodes more than once");
    }
    if (scenario.excludesThird() && !nodes.getLast().states().contains(LAGGING)) {
      findings.add("the lagging node was never left out");
    }
    return findings;
  }
}
