package headgate.gateway.stream;

import headgate.chain.method.Lane;
import headgate.gateway.address.IpAddress;
import headgate.gateway.config.StreamConfig;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.NodeState;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * How many streams one network has, in all, for each IPv4 address or IPv6 /64 of callers and at
 * each node; shared by every loop.
 */
public final class StreamSeats {
  private final StreamConfig config;
  private final List<NodeDuty> duties;
  private final int perNodeMax;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentHashMap<IpAddress, Integer> byAddress = new ConcurrentHashMap<>();
  private final AtomicIntegerArray byNode;

  /**
   * Empty seats under the caps of the configuration.
   *
   * @param sessionsMaxOfChain most streams that a node of the chain serves by default; counts where
   *     the configuration says nothing
   * @param duties what each node is there for, in the order of the configuration
   */
  public StreamSeats(StreamConfig config, int sessionsMaxOfChain, List<NodeDuty> duties) {
    this.config = config;
    var perNode = config.sessionsPerNodeMax();
    perNodeMax = perNode == null ? sessionsMaxOfChain : perNode;
    byNode = new AtomicIntegerArray(duties.size());
    this.duties = List.copyOf(duties);
  }

  /** The same at so many primaries. */
  StreamSeats(StreamConfig config, int sessionsMaxOfChain, int nodes) {
    this(config, sessionsMaxOfChain, Collections.nCopies(nodes, NodeDuty.EVERYTHING));
  }

  /** Streams of callers now. */
  public int open() {
    return open.get();
  }

  /** Streams to a node now. */
  public int at(int node) {
    return byNode.get(node);
  }

  /** Takes a caller's seat, which is to be {@link #left} once; false where a cap is reached. */
  boolean tryEnter(IpAddress address) {
    if (open.incrementAndGet() <= config.sessionsMax() && tryEnterAddress(address)) {
      return true;
    }
    open.decrementAndGet();
    return false;
  }

  private boolean tryEnterAddress(IpAddress address) {
    var max = config.sessionsPerAddressMax();
    var entered = new boolean[1];
    byAddress.compute(
        address.customer(),
        (_, count) -> {
          var before = count == null ? 0 : count;
          entered[0] = before < max;
          return entered[0] ? Integer.valueOf(before + 1) : count;
        });
    return entered[0];
  }

  void left(IpAddress address) {
    open.decrementAndGet();
    byAddress.computeIfPresent(address.customer(), (_, count) -> count > 1 ? count - 1 : null);
  }

  /**
   * Takes a seat at the node with the fewest streams, of the primaries that are up and have one
   * free; of the fallbacks only where no primary is up that was not tried. It is to be given back
   * by {@link #leftNode}, once.
   *
   * @param tried a bit for each node that is out of the question
   * @return the node's place, -1 where there is none
   */
  int takeNode(HeadView view, long tried) {
    var role = role(view, tried);
    var barred = tried;
    while (true) {
      var best = emptiest(role, view, barred);
      if (best < 0 || byNode.incrementAndGet(best) <= perNodeMax) {
        return best;
      }
      byNode.decrementAndGet(best);
      barred |= 1L << best;
    }
  }

  private NodeRole role(HeadView view, long tried) {
    var primary = emptiest(NodeRole.PRIMARY, view, tried) >= 0;
    return primary ? NodeRole.PRIMARY : NodeRole.FALLBACK;
  }

  private int emptiest(NodeRole role, HeadView view, long barred) {
    var best = -1;
    for (var node = 0; node < byNode.length(); node++) {
      if (serves(role, view, node)
          && (barred & 1L << node) == 0
          && (best < 0 || at(node) < at(best))) {
        best = node;
      }
    }
    return best;
  }

  private boolean serves(NodeRole role, HeadView view, int node) {
    return view.nodes().get(node).state() == NodeState.UP && duties.get(node).is(role, Lane.STREAM);
  }

  /** Whether a node that streams go to is up and has a seat free. */
  boolean anyFree(HeadView view) {
    var role = role(view, 0);
    return IntStream.range(0, byNode.length())
        .anyMatch(node -> serves(role, view, node) && at(node) < perNodeMax);
  }

  /** Whether a node for streams is up that has not been tried, were seats no matter. */
  boolean anyUp(HeadView view, long tried) {
    return emptiest(role(view, tried), view, tried) >= 0;
  }

  /** Whether there is a node for streams at all. */
  boolean anyNode() {
    return duties.stream()
        .anyMatch(duty -> duty.role() != NodeRole.ARCHIVE && duty.lanes().contains(Lane.STREAM));
  }

  /** Takes a seat at this node, which is to be given back by {@link #leftNode}, once. */
  boolean takeSeat(int node) {
    var taken = byNode.incrementAndGet(node) <= perNodeMax;
    if (!taken) {
      byNode.decrementAndGet(node);
    }
    return taken;
  }

  void leftNode(int node) {
    byNode.decrementAndGet(node);
  }
}
