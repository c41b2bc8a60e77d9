package headgate.gateway.head.track;

import headgate.gateway.head.Block;
import headgate.gateway.head.ChainPace;
import headgate.gateway.head.HeadLegacy;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightProbe.Report;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.head.SyncProgress;
import headgate.gateway.seam.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides the serving height, the generation and the state of every node from what the nodes show.
 *
 * <p>A plain state machine: events in, a {@link HeadView} out, no timers and no threads of its own;
 * it belongs to one loop. A node has a vote for the serving height while it answers, is on the
 * right network, is not catching up, and is neither in quarantine nor drained.
 *
 * <p>Lag is signed: serving height less the node's own. A node more than the allowed number of
 * blocks behind is lagging, or stalled where it stands still; one that far ahead, which no quorum
 * follows, is ahead. They keep their votes but are left out of reads and writes until they agree
 * again.
 */
final class HeadTracker implements HeadRule {
  private final HeadTerms terms;
  private final Clock clock;
  private final @Nullable String expectedNetwork;
  private final List<Evidence> nodes = new ArrayList<>();
  private final ServingHeight serving;
  private ServingHeight.@Nullable Tip tip;
  private long generation;

  /** Nodes that have been up since the generation rose last, so what they said may be kept. */
  private final BitSet used = new BitSet();

  private List<NodeStanding> standings;
  private List<Evidence> voters = List.of();

  /** A tracker that has heard of nothing. */
  HeadTracker(HeadTerms terms, Clock clock) {
    this.terms = terms;
    this.clock = clock;
    expectedNetwork = Evidence.lowerCase(terms.expectedNetwork());
    for (var place = 0; place < terms.nodes().size(); place++) {
      nodes.add(new Evidence(place, terms, clock));
    }
    serving = new ServingHeight(terms, clock.nanos());
    standings = nodes.stream().map(_ -> NodeStanding.UNKNOWN).toList();
  }

  // ---- what the nodes show

  @Override
  public long blockWanted(int node, Report report) {
    return nodes.get(node).wantsBlock(report.height()) ? report.height() : -1;
  }

  /** A node that does not show the block it says it has has missed its probe. */
  @Override
  public void reported(int node, Report report, @Nullable Block block, long beganNanos) {
    var evidence = nodes.get(node);
    var shown = block != null || terms.serveWhileSyncing() || !evidence.wantsBlock(report.height());
    if (shown) {
      evidence.reported(report, block, beganNanos);
    } else {
      evidence.missed(ProbeMiss.NO_BLOCK);
    }
    judge();
  }

  /** It confirms nothing; the second miss in a row puts the node down. */
  @Override
  public void missed(int node, ProbeMiss why) {
    nodes.get(node).missed(why);
    judge();
  }

  /** A node showed a height outside of a probe; whether that says something new. */
  boolean noticed(int node, long height) {
    var isNew = nodes.get(node).noticed(height);
    if (isNew) {
      judge();
    }
    return isNew;
  }

  /** The chain was followed to a block of a node, null where it is followed no more. */
  void followed(ServingHeight.@Nullable Tip newest) {
    tip = newest;
    judge();
  }

  // ---- the head before it, and after it

  HeadLegacy left(long quarantines) {
    var left = new HashMap<String, HeadLegacy.OfNode>();
    nodes.forEach(node -> left.put(node.name(), node.left()));
    return new HeadLegacy(serving.height(), generation, quarantines, left);
  }

  void succeed(HeadLegacy legacy) {
    serving.atLeast(legacy.servingHeight());
    generation = Math.max(generation, legacy.generation() + 1);
    used.clear();
    for (var node : nodes) {
      var left = legacy.nodes().get(node.name());
      if (left != null) {
        node.takes(left);
      }
    }
    judge();
  }

  // ---- what is ordered

  boolean lower(long from, long to) {
    var lowered = serving.height() == from && serving.lower(to);
    if (lowered) {
      raiseGeneration();
      tip = null;
      judge();
    }
    return lowered;
  }

  void raiseGeneration() {
    generation++;
    used.clear();
  }

  void drain(int node) {
    nodes.get(node).drained(true);
    judge();
  }

  /** Who is taken out of quarantine is believed rather than those who differ from it. */
  void resume(int node) {
    var resumed = nodes.get(node);
    resumed.vouched(resumed.vouched() || resumed.quarantined());
    resumed.drained(false);
    resumed.disputed(-1);
    judge();
  }

  /** A node differs from others at a height and is not believed any more. */
  void quarantine(int node, long height) {
    nodes.get(node).disputed(height);
    raiseGeneration();
    judge();
  }

  /** A node agrees with the others again. */
  void reinstate(int node) {
    nodes.get(node).disputed(-1);
    if (nodes.stream().noneMatch(Evidence::quarantined)) {
      nodes.forEach(each -> each.vouched(false));
    }
    judge();
  }

  // ---- what follows

  /** The nodes whose blocks may be compared: quarantined ones too, drained ones not. */
  List<Evidence> comparable() {
    var network = network();
    return nodes.stream()
        .filter(node -> node.answering() && node.isOn(network) && !node.drained())
        .toList();
  }

  List<Evidence> nodes() {
    return nodes;
  }

  /** The node that is ahead of what a quorum has reported and is not contradicted, or -1. */
  int loneNode() {
    return serving.loneNode();
  }

  private void judge() {
    var somebodyDiffers = nodes.stream().anyMatch(Evidence::quarantined);
    nodes.forEach(node -> node.vouchedFor(somebodyDiffers));
    voters = comparable().stream().filter(node -> !node.quarantined() && !node.syncing()).toList();
    if (serving.height() >= 0 || nodes.stream().allMatch(Evidence::heard)) {
      serving.advance(voters, tip, clock.nanos());
    }
    var network = network();
    var next = new ArrayList<NodeStanding>();
    for (var node : nodes) {
      next.add(standing(node, network));
    }
    standings = List.copyOf(next);
    forgetWrongNetworks();
  }

  /** What a node answered before it was seen on another network may be of that one already. */
  private void forgetWrongNetworks() {
    for (var node : nodes) {
      if (used.get(node.place()) && isIn(NodeState.WRONG_NETWORK, node)) {
        raiseGeneration();
      }
    }
    nodes.stream().filter(node -> isIn(NodeState.UP, node)).forEach(node -> used.set(node.place()));
  }

  private boolean isIn(NodeState state, Evidence node) {
    return standings.get(node.place()).state() == state;
  }

  private NodeStanding standing(Evidence node, @Nullable String network) {
    var known = serving.height() >= 0 && node.height() >= 0;
    var lag = known ? serving.height() - node.height() : 0;
    var state = state(node, lag, network);
    return node.standing(state, lag, reason(node, state, lag));
  }

  private NodeState state(Evidence node, long lag, @Nullable String network) {
    if (!node.answering()) {
      return NodeState.DOWN;
    }
    if (!node.isOn(network)) {
      return NodeState.WRONG_NETWORK;
    }
    if (node.quarantined()) {
      return NodeState.QUARANTINED;
    }
    if (node.drained()) {
      return NodeState.DRAINING;
    }
    if (node.syncing()) {
      return NodeState.SYNCING;
    }
    return serving.height() < 0 ? NodeState.DOWN : stateByLag(node, lag);
  }

  private NodeState stateByLag(Evidence node, long lag) {
    if (lag > terms.lagMax()) {
      return node.still() ? NodeState.STALLED : NodeState.LAGGING;
    }
    return lag >= -terms.lagMax() || isFollowedAlone(node) ? NodeState.UP : NodeState.AHEAD;
  }

  /** A node that no quorum contradicts and that was followed to its head is as good as any. */
  private boolean isFollowedAlone(Evidence node) {
    return serving.loneNode() == node.place()
        && tip != null
        && tip.node() == node.place()
        && tip.block().height() >= node.height() - terms.lagMax();
  }

  private static String reason(Evidence node, NodeState state, long lag) {
    return switch (state) {
      case UP -> "";
      case SYNCING -> syncingReason(node);
      case LAGGING -> lag + " blocks behind the serving height";
      case AHEAD -> -lag + " blocks ahead of every other node";
      case WRONG_NETWORK -> "reports another network" + shownId(node.network());
      case STALLED ->
          lag
              + " blocks behind the serving height, standing still for "
              + node.stillNanos() / 1_000_000_000
              + " s";
      case QUARANTINED -> "showed another block than others at height " + node.disputedHeight();
      case DRAINING -> "drained by its operator";
      case DOWN -> downReason(node);
    };
  }

  private static String syncingReason(Evidence node) {
    var block = node.block();
    return block == null
        ? "its newest block is not known"
        : "catching up: its newest block is " + node.ageMillis(block) / 1_000 + " s old";
  }

  private static String downReason(Evidence node) {
    var missed = node.lastMiss();
    if (missed != null) {
      return missed.words();
    }
    return node.heard() ? NodeStanding.AWAITED : NodeStanding.UNHEARD;
  }

  /** Ids of networks are numbers or short names; nothing else of what a node says is repeated. */
  static String shownId(@Nullable String network) {
    return network != null && network.matches("[A-Za-z0-9._-]{1,32}") ? ": " + network : " or none";
  }

  @Override
  public HeadView view() {
    return new HeadView(
        generation, serving.height(), serving.confirmedAtNanos(), standings, pace());
  }

  private ChainPace pace() {
    var time = headBlockTimeMillis();
    var old = time >= 0 && clock.wallTime().toEpochMilli() - time > terms.oldNanos() / 1_000_000;
    var still = !voters.isEmpty() && voters.stream().allMatch(Evidence::still);
    return new ChainPace(time, old && still, syncing());
  }

  private long headBlockTimeMillis() {
    var newest = tip == null || tip.block().height() > serving.height() ? null : tip.block();
    for (var node : voters) {
      var block = node.block();
      if (block != null
          && block.height() <= serving.height()
          && (newest == null || block.height() > newest.height())) {
        newest = block;
      }
    }
    return newest == null ? -1 : newest.timeMillis();
  }

  private @Nullable SyncProgress syncing() {
    if (standings.stream().anyMatch(node -> node.state() == NodeState.UP)) {
      return null;
    }
    return nodes.stream()
        .filter(node -> isIn(NodeState.SYNCING, node))
        .max(Comparator.comparingLong(Evidence::height))
        .map(Evidence::progress)
        .orElse(null);
  }

  /**
   * The network that nodes have to be on: else the id that most nodes reported last; on a tie that
   * of the node configured first. A node that is down still has its vote, lest a node of another
   * network take over while it is away.
   */
  private @Nullable String network() {
    if (expectedNetwork != null) {
      return expectedNetwork;
    }
    String best = null;
    var votes = 0L;
    for (var candidate : nodes) {
      var network = candidate.network();
      var count = nodes.stream().filter(node -> node.isOn(network)).count();
      if (network != null && count > votes) {
        votes = count;
        best = network;
      }
    }
    return best;
  }
}
