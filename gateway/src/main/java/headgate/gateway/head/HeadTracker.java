package headgate.gateway.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
  /** Probes missed in a row that put a node down: one may be lost to a pause of ours. */
  static final int MISSES_MAX = 2;

  /** Blocks that a lone node may raise the serving height by at once. */
  static final long LONE_BLOCKS = 20;

  /** And one more for each tenth of a second since it was last confirmed. */
  static final long LONE_NANOS_PER_BLOCK = 100_000_000;

  private final int lagMax;
  private final @Nullable String expectedNetwork;
  private final long[] heights;
  private final boolean[] answering;
  private final int[] missedInRow;
  private final boolean[] heard;
  private final @Nullable String[] networks;
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
    this.expectedNetwork = lowerCase(expectedNetwork);
    heights = new long[nodes];
    Arrays.fill(heights, -1);
    answering = new boolean[nodes];
    missedInRow = new int[nodes];
    heard = new boolean[nodes];
    networks = new String[nodes];
  }

  /** A node answered a probe with its height and the id of its network, null where it has none. */
  public HeadView reported(int node, long height, @Nullable String network, long nowNanos) {
    heights[node] = height;
    networks[node] = lowerCase(network);
    answering[node] = true;
    missedInRow[node] = 0;
    heard[node] = true;
    reportedAtNanos = nowNanos;
    return judge();
  }

  /** A node missed a probe, which confirms nothing; the second miss in a row puts it down. */
  public HeadView missed(int node) {
    missedInRow[node]++;
    answering[node] &= missedInRow[node] < MISSES_MAX;
    heard[node] = true;
    return judge();
  }

  private HeadView judge() {
    var network = expectedNetwork == null ? agreedNetwork() : expectedNetwork;
    var usable = new ArrayList<Integer>();
    for (var node = 0; node < heights.length; node++) {
      if (answering[node] && sameNetwork(networks[node], network)) {
        usable.add(node);
      }
    }
    advance(usable);
    return view(usable);
  }

  private void advance(List<Integer> usable) {
    if (usable.isEmpty() || (servingHeight < 0 && !allHeard())) {
      return;
    }
    var reported = usable.stream().mapToLong(node -> heights[node]).sorted().toArray();
    var quorum = Math.min(2, reported.length);
    var agreed = reported[reported.length - quorum];
    if (agreed >= servingHeight && agreed <= believable(reported.length)) {
      servingHeight = agreed;
      confirmedAtNanos = reportedAtNanos;
    }
  }

  /** The highest height that a node which is alone among several is believed. */
  private long believable(int usable) {
    if (servingHeight < 0 || usable > 1 || heights.length == 1) {
      return Long.MAX_VALUE;
    }
    var blocks = (reportedAtNanos - confirmedAtNanos) / LONE_NANOS_PER_BLOCK;
    return servingHeight + LONE_BLOCKS + Math.max(0, blocks);
  }

  private boolean allHeard() {
    for (var one : heard) {
      if (!one) {
        return false;
      }
    }
    return true;
  }

  private HeadView view(List<Integer> usable) {
    var standings = new ArrayList<NodeStanding>(heights.length);
    for (var node = 0; node < heights.length; node++) {
      var lag = servingHeight < 0 || heights[node] < 0 ? 0 : servingHeight - heights[node];
      standings.add(new NodeStanding(state(node, lag, usable), network(node), heights[node], lag));
    }
    return new HeadView(0, servingHeight, confirmedAtNanos, standings);
  }

  private String network(int node) {
    return Objects.requireNonNullElse(networks[node], "");
  }

  private NodeState state(int node, long lag, List<Integer> usable) {
    if (!answering[node]) {
      return NodeState.DOWN;
    }
    if (!usable.contains(node)) {
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

  /**
   * The id that most nodes reported last; on a tie that of the node configured first. A node that
   * is down still has its vote, lest a node of another network take over while it is away.
   */
  private @Nullable String agreedNetwork() {
    String best = null;
    var votes = 0;
    for (var candidate : networks) {
      var count = 0;
      for (var node = 0; node < networks.length; node++) {
        count += sameNetwork(networks[node], candidate) ? 1 : 0;
      }
      if (candidate != null && count > votes) {
        votes = count;
        best = candidate;
      }
    }
    return best;
  }

  private static @Nullable String lowerCase(@Nullable String network) {
    return network == null ? null : network.toLowerCase(Locale.ROOT);
  }

  private static boolean sameNetwork(@Nullable String reported, @Nullable String expected) {
    return expected == null || expected.equals(reported);
  }
}
