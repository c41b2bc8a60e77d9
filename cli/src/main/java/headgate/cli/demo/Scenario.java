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
  /** The third node reports blocks that do not exist. */
  LIAR("lying"),
  /** The third node refuses connections and accepts them in turn. */
  FLAP("flapping"),
  /** The third node works through old blocks until it has caught up. */
  SYNC("syncing"),
  /** The chain has ended before the gateway starts, and the third node shows another last block. */
  FREEZE("forked"),
  /** Every node refuses connections: nothing can be answered. */
  REFUSE("third");

  /** Those that a demo can be asked for. */
  public static final String NAMES = "lag, stall, halt, liar, flap, sync or freeze";

  /** How far the third node begins behind where it has to catch up. */
  static final int SYNC_BLOCKS = 1_500;

  private static final int FLAKY = 1;
  private static final int THIRD = 2;

  /** More than a node may lag, and few enough that its newest block is not an old one. */
  private static final int LAG_BLOCKS = 6;

  private static final int LIE_BLOCKS = 50;

  /** Two probes in a row have to fail before a node counts as down. */
  private static final Duration FLAP_MIN = Duration.ofMillis(1_500);

  private final String thirdName;

  Scenario(String thirdName) {
    this.thirdName = thirdName;
  }

  /** What the nodes are called, in their order. */
  List<String> nodeNames() {
    return List.of("steady", "flaky", thirdName);
  }

  /** What was seen where a demo has passed, as the end of a sentence. */
  String promise() {
    return switch (this) {
      case LAG, LIAR, FLAP -> ", the " + thirdName + " node was left out and taken back";
      case SYNC -> ", the syncing node was not used before it had caught up";
      case FREEZE -> ", what was read is held for ever, and the forked node was never used";
      case STALL, HALT, REFUSE -> "";
    };
  }

  /** Whether the gateway is told that the chain has ended. */
  boolean frozen() {
    return this == FREEZE;
  }

  /** Blocks that exist before the first request. */
  int past() {
    return this == SYNC ? SYNC_BLOCKS + Stage.OLD_BLOCKS : Stage.OLD_BLOCKS;
  }

  /** What happens in so many seconds, in the order of time. */
  List<Cue> cues(int seconds) {
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
      case LIAR ->
          List.of(
              new Cue(
                  0.2,
                  "the third node reports " + LIE_BLOCKS + " blocks that do not exist",
                  nodes -> third(nodes).lie(LIE_BLOCKS)),
              new Cue(0.75, "the third node tells the truth", nodes -> third(nodes).lie(0)));
      case FLAP -> flap(seconds);
      case SYNC -> sync(seconds);
      case FREEZE -> List.of(new Cue(0, "the chain has ended", Scenario::end));
      case REFUSE -> List.of(new Cue(0, "every node refuses connections", Scenario::refuse));
    };
  }

  private static List<Cue> flap(int seconds) {
    var asked = Duration.ofSeconds(seconds).dividedBy(12);
    var half = asked.compareTo(FLAP_MIN) < 0 ? FLAP_MIN : asked;
    return List.of(
        new Cue(
            0.1,
            "the third node refuses connections and accepts them, " + half.toMillis() + " ms each",
            nodes -> third(nodes).flap(half, half)),
        new Cue(0.75, "the third node is steady", nodes -> third(nodes).acceptConnections()));
  }

  /** The same blocks for all but the last one, of which the third node has another. */
  private static void end(DevNetwork nodes) {
    nodes.chain().halt();
    third(nodes).forkFrom(nodes.chain().height());
  }

  /** It arrives after a little more than half of the time. */
  private static List<Cue> sync(int seconds) {
    var pace = 2L * SYNC_BLOCKS / seconds + 1;
    return List.of(
        new Cue(
            0,
            "the third node begins " + SYNC_BLOCKS + " blocks behind",
            nodes -> third(nodes).lag(SYNC_BLOCKS)),
        new Cue(
            0.05,
            "the third node works through " + pace + " blocks a second",
            nodes -> {
              third(nodes).catchUp(SYNC_BLOCKS, pace);
              third(nodes).lag(0);
            }));
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
