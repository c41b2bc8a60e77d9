package headgate.gateway.head;

import headgate.gateway.head.HeightProbe.Report;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides the serving height and the state of every node from what the nodes report.
 *
 * <p>A plain state machine: events in, a new {@link HeadView} out, no timers and no threads of its
 * own; it belongs to one loop.
 *
 * <p>The serving height is the highest height that a quorum of usable nodes has reported: of one
 * where only one node is configured or only one is usable, else of two. So a single node that
 * reports a height nobody else knows moves nothing while a second node answers. It never falls. It
 * is not set at all until every node has answered its first probe or missed it, lest the quickest
 * node of a group that is being started decide alone.
 *
 * <p>A node that is left alone among several could report any height and nobody would contradict
 * it, and the serving height never falls; so it is believed only as far as a quick chain may have
 * come since the height was last confirmed. Beyond that it counts as ahead.
 *
 * <p>Lag is signed: serving height less the node's own. A node more than the allowed number of
 * blocks behind is lagging; one that far ahead, which no quorum follows, is ahead. Both are left
 * out of reads and writes until they agree again.
 */
public final class HeadTracker {
  /** Blocks that a lone node may raise the serving height by at once. */
  static final long LONE_BLOCKS = 20;

  /** And one more for each tenth of a second since it was last confirmed. */
  static final long LONE_NANOS_PER_BLOCK = 100_000_000;

  private final int lagMax;
  private final @Nullable String expectedNetwork;
  private final List<Evidence> nodes;
  private long servingHeight = -1;
  private long reportedAtNanos;
  private long confirmedAtNanos;

  /**
   * A tracker that has heard of nothing.
   *
   * @param nodes how many nodes are configured, at least 1
   * @param lagMax blocks that a node may be away from the serving height, either way
   * @param expectedNetwork the network id that nodes must report, in either case of letters, or
   *     null where the most frequent one among them is taken for right
   */
  public HeadTracker(int nodes, int lagMax, @Nullable String expectedNetwork) {
    this.lagMax = lagMax;
    this.expectedNetwork = Evidence.lowerCase(expectedNetwork);
    this.nodes = Stream.generate(Evidence::new).limit(nodes).toList();
  }

  /** A node answered a probe. */
  public HeadView reported(int node, Report report, long nowNanos) {
    nodes.get(node).reported(report, nowNanos);
    reportedAtNanos = nowNanos;
    return judge();
  }

  /** A node missed a probe, which confirms nothing; the second miss in a row puts it down. */
  public HeadView missed(int node, ProbeMiss why) {
    nodes.get(node).missed(why);
    return judge();
  }

  private HeadView judge() {
    var network = expectedNetwork == null ? agreedNetwork() : expectedNetwork;
    var usable = nodes.stream().filter(node -> node.answering() && node.isOn(network)).toList();
    advance(usable);
    return view(usable);
  }

  private void advance(List<Evidence> usable) {
    if (usable.isEmpty() || (servingHeight < 0 && !nodes.stream().allMatch(Evidence::heard))) {
      return;
    }
    var reported = usable.stream().mapToLong(Evidence::height).sorted().toArray();
    var quorum = Math.min(2, reported.length);
    var agreed = reported[reported.length - quorum];
    if (agreed >= servingHeight && agreed <= believable(reported.length)) {
      servingHeight = agreed;
      confirmedAtNanos = reportedAtNanos;
    }
  }

  /** The highest height that a node which is alone among several is believed. */
  private long believable(int usable) {
    if (servingHeight < 0 || usable > 1 || nodes.size() == 1) {
      return Long.MAX_VALUE;
    }
    var blocks = (reportedAtNanos - confirmedAtNanos) / LONE_NANOS_PER_BLOCK;
    return servingHeight + LONE_BLOCKS + Math.max(0, blocks);
  }

  private HeadView view(List<Evidence> usable) {
    var standings = nodes.stream().map(node -> standing(node, usable.contains(node))).toList();
    return new HeadView(0, servingHeight, confirmedAtNanos, standings);
  }

  private NodeStanding standing(Evidence node, boolean usable) {
    var lag = servingHeight < 0 || node.height() < 0 ? 0 : servingHeight - node.height();
    var state = state(node, lag, usable);
    return node.standing(state, lag, reason(node, state, lag));
  }

  private NodeState state(Evidence node, long lag, boolean usable) {
    if (!node.answering()) {
      return NodeState.DOWN;
    }
    if (!usable) {
      return NodeState.WRONG_NETWORK;
    }
    if (servingHeight < 0) {
      return NodeState.DOWN;
    }
    if (lag > lagMax) {
      return NodeState.LAGGING;
    }
    return lag < -lagMax ? NodeState.AHEAD : NodeState.UP;
  }

  private static String reason(Evidence node, NodeState state, long lag) {
    return switch (state) {
      case UP -> "";
      case LAGGING -> lag + " blocks behind the serving height";
      case AHEAD -> -lag + " blocks ahead of every other node";
      case WRONG_NETWORK -> "reports another network" + shown(node.network());
      case DOWN, SYNCING, STALLED, QUARANTINED, DRAINING -> downReason(node);
    };
  }

  private static String downReason(Evidence node) {
    var missed = node.lastMiss();
    if (missed != null) {
      return missed.words();
    }
    return node.heard() ? NodeStanding.AWAITED : NodeStanding.UNHEARD;
  }

  /** Ids of networks are numbers or short names; nothing else of what a node says is repeated. */
  private static String shown(@Nullable String network) {
    return network != null && network.matches("[A-Za-z0-9._-]{1,32}") ? ": " + network : " or none";
  }

  /**
   * The id that most nodes reported last; on a tie that of the node configured first. A node that
   * is down still has its vote, lest a node of another network take over while it is away.
   */
  private @Nullable String agreedNetwork() {
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
