package headgate.gateway.head.track;

import headgate.chain.Lifecycle;
import headgate.gateway.head.Block;
import headgate.gateway.head.ChainPace;
import headgate.gateway.head.HeadLegacy;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightProbe.Report;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.seam.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a chain that has ended: its height and hash are what the operator says, for ever. A
 * node is up while it answers and has shown that very block; no node is ever behind or ahead.
 */
final class FrozenHead implements HeadRule {
  /** How often a node has to show the last block again. */
  private static final long SHOWN_NANOS = 10_000_000_000L;

  private final Lifecycle.Frozen end;
  private final @Nullable String expectedNetwork;
  private final Clock clock;
  private final List<String> names;
  private final List<Shown> nodes = new ArrayList<>();
  private long generation;
  private long endTimeMillis = -1;

  /** What one node has shown. */
  private static final class Shown {
    private @Nullable Report report;
    private @Nullable Block block;
    private long atNanos;
    private int missesInRow;
    private @Nullable ProbeMiss lastMiss;
    private boolean drained;

    /** Whether it was up since the generation rose last, so what it said may be kept. */
    private boolean used;
  }

  FrozenHead(HeadTerms terms, Lifecycle.Frozen end, Clock clock) {
    names = terms.nodes();
    this.end = end;
    this.clock = clock;
    expectedNetwork = Evidence.lowerCase(terms.expectedNetwork());
    for (var place = 0; place < terms.nodes().size(); place++) {
      nodes.add(new Shown());
    }
  }

  @Override
  public long blockWanted(int node, Report report) {
    var shown = nodes.get(node);
    var lasts = shown.block != null && clock.nanos() - shown.atNanos < SHOWN_NANOS;
    return lasts && shown.missesInRow == 0 ? -1 : end.finalHeight();
  }

  @Override
  public void reported(int node, Report report, @Nullable Block block, long beganNanos) {
    var shown = nodes.get(node);
    if (blockWanted(node, report) >= 0) {
      shown.block = block;
      shown.atNanos = clock.nanos();
    }
    shown.report = report;
    shown.missesInRow = 0;
    if (block != null && end.isFinalHash(block.hash())) {
      endTimeMillis = block.timeMillis();
    }
    judge();
  }

  /** What a node answered before it was seen on another network would be kept for ever. */
  private void judge() {
    var wrong =
        nodes.stream()
            .anyMatch(node -> node.used && standing(node).state() == NodeState.WRONG_NETWORK);
    if (wrong) {
      raiseGeneration();
    }
    for (var node : nodes) {
      node.used |= standing(node).state() == NodeState.UP;
    }
  }

  @Override
  public void missed(int node, ProbeMiss why) {
    nodes.get(node).missesInRow++;
    nodes.get(node).lastMiss = why;
  }

  /** What a head that takes its place has to know. */
  HeadLegacy left() {
    var left = new HashMap<String, HeadLegacy.OfNode>();
    for (var place = 0; place < nodes.size(); place++) {
      left.put(names.get(place), new HeadLegacy.OfNode(nodes.get(place).drained, -1, false));
    }
    return new HeadLegacy(end.finalHeight(), generation, 0, left);
  }

  /** Its height is what it is, whatever was served before. */
  void succeed(HeadLegacy legacy) {
    generation = Math.max(generation, legacy.generation() + 1);
    for (var place = 0; place < nodes.size(); place++) {
      var left = legacy.nodes().get(names.get(place));
      nodes.get(place).used = false;
      nodes.get(place).drained = left != null && left.drained();
    }
    judge();
  }

  void raiseGeneration() {
    generation++;
    nodes.forEach(node -> node.used = false);
  }

  void drained(int node, boolean now) {
    nodes.get(node).drained = now;
    judge();
  }

  /** A constant needs no confirmation, so it is always confirmed now. */
  @Override
  public HeadView view() {
    var pace = new ChainPace(endTimeMillis, true, null);
    var standings = nodes.stream().map(this::standing).toList();
    return new HeadView(generation, end.finalHeight(), clock.nanos(), standings, pace);
  }

  private NodeStanding standing(Shown node) {
    var missed = node.lastMiss;
    if (missed != null && (node.missesInRow >= Evidence.MISSES_MAX || node.report == null)) {
      return standing(node, NodeState.DOWN, missed.words());
    }
    var report = node.report;
    if (report == null) {
      return NodeStanding.UNKNOWN;
    }
    var network = Evidence.lowerCase(report.network());
    if (expectedNetwork != null && !expectedNetwork.equals(network)) {
      var shown = HeadTracker.shownId(network);
      return standing(node, NodeState.WRONG_NETWORK, "reports another network" + shown);
    }
    var block = node.block;
    if (block == null) {
      return standing(node, NodeState.DOWN, "does not show block " + end.finalHeight());
    }
    if (!end.isFinalHash(block.hash())) {
      var differs = "has another block at height " + end.finalHeight();
      return standing(node, NodeState.WRONG_NETWORK, differs);
    }
    return node.drained
        ? standing(node, NodeState.DRAINING, "drained by its operator")
        : standing(node, NodeState.UP, "");
  }

  private static NodeStanding standing(Shown node, NodeState state, String reason) {
    var report = node.report == null ? new Report(-1, null, null, -1) : node.report;
    var network = report.network() == null ? "" : report.network();
    return new NodeStanding(
        state, network, report.height(), 0, reason, report.channel(), report.earliest());
  }
}
