package headgate.cli.demo;

import headgate.devnode.DevNetwork;
import headgate.devnode.fault.Fault;
import headgate.devnode.fault.FaultRule;
import headgate.devnode.fault.Faults;
import java.time.Duration;
import java.util.List;

/** What goes wrong during a demo, and when. */
public enum Scenario {
  /** The third node lags and comes back near the end. */
  LAG("laggy"),
  /** The third node takes requests and never answers, for half of the time. */
  STALL("stalling"),
  /** The chain makes no block, for a third of the time. */
  HALT("calm"),
  /** Every node refuses connections: nothing can be answered. */
  REFUSE("third");

  private static final int FLAKY = 1;
  private static final int THIRD = 2;
  private static final int LAG_BLOCKS = 12;

  private final String thirdName;

  Scenario(String thirdName) {
    this.thirdName = thirdName;
  }

  /** What the nodes are called, in their order. */
  List<String> nodeNames() {
    return List.of("steady", "flaky", thirdName);
  }

  /** What happens, in the order of time. */
  List<Cue> cues() {
    return switch (this) {
      case LAG ->
          List.of(
              new Cue(
                  0,
                  "the third node falls " + LAG_BLOCKS + " blocks behind",
                  nodes -> third(nodes).lag(LAG_BLOCKS)),
              new Cue(0.8, "the third node catches up", nodes -> third(nodes).lag(0)));
      case STALL ->
          List.of(
              new Cue(0.25, "the third node stops answering", nodes -> third(nodes).stall()),
              new Cue(0.75, "the third node answers again", nodes -> third(nodes).clear()));
      case HALT ->
          List.of(
              new Cue(0.3, "the chain halts", nodes -> nodes.chain().halt()),
              new Cue(0.65, "the chain goes on", nodes -> nodes.chain().resume()));
      case REFUSE -> List.of(new Cue(0, "every node refuses connections", Scenario::refuse));
    };
  }

  /** Whether the third node has to be left out at some time. */
  boolean excludesThird() {
    return this == LAG;
  }

  /** In every scenario the second node fails some calls: late, with a 500, cut or reset. */
  static void makeFlaky(DevNetwork nodes) {
    var faults = nodes.node(FLAKY).faults();
    faults.add(rule(new Fault.Status(500, Duration.ZERO), 0.03));
    faults.add(rule(new Fault.ResetBefore(true), 0.02));
    faults.add(rule(new Fault.ResetAfter(20), 0.02));
    faults.add(rule(new Fault.CutAfter(10), 0.02));
    faults.add(rule(new Fault.Latency(Duration.ofMillis(150)), 0.03));
  }

  private static FaultRule rule(Fault fault, double probability) {
    return FaultRule.always(fault).probability(probability);
  }

  private static Faults third(DevNetwork nodes) {
    return nodes.node(THIRD).faults();
  }

  private static void refuse(DevNetwork nodes) {
    nodes.nodes().forEach(node -> node.faults().refuseConnections());
  }
}
