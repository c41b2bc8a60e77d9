package headgate.gateway.network;

import headgate.gateway.config.NodeConfig;
import headgate.gateway.head.Head;
import headgate.gateway.head.HeadCommands;
import headgate.gateway.head.HeadRefresh;
import headgate.gateway.head.SharedView;
import headgate.gateway.netty.Machine;
import headgate.gateway.observe.LoopStatistics;
import headgate.gateway.observe.Statistics;
import headgate.gateway.observe.StreamEnds;
import headgate.gateway.overload.Overload;
import headgate.gateway.seam.Loop;
import headgate.gateway.upstream.Node;
import headgate.gateway.upstream.health.TryBudgets;
import headgate.gateway.upstream.writes.SentTransactions;
import headgate.gateway.upstream.writes.WriteCounts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One network over all its configurations: what a reload must not forget.
 *
 * <p>The view of its head is here, so that heights never go apart between calls that began before a
 * reload and after it; who took which transaction; and everything that is counted.
 */
public final class Lineage {
  private final List<String> methods;
  private final Statistics statistics;
  private final Map<Loop, LoopStatistics> parts = new ConcurrentHashMap<>();
  private final TryBudgets tryBudgets;
  private final Machine machine;
  private final Overload overload;
  private final Kept kept;

  /** What is kept also where the chain's profile names other methods. */
  private record Kept(
      SharedView view,
      SentTransactions sent,
      WriteCounts writes,
      StreamEnds streamEnds,
      Map<String, Integer> numbers,
      Set<String> drained,
      AtomicReference<@Nullable Serving> serving) {}

  /**
   * The configuration that calls go by which begin now.
   *
   * @param network the network under it
   * @param head what finds its head
   */
  record Serving(Network network, Head head) {}

  /**
   * A network that has had no configuration yet.
   *
   * @param network its name
   * @param methods the names of the profile's methods, in the order of their indexes
   * @param reasons the names of what calls are refused for or fail by
   */
  public Lineage(String network, List<String> methods, List<String> reasons, Machine machine) {
    this.methods = List.copyOf(methods);
    tryBudgets = new TryBudgets();
    statistics = new Statistics(network, methods, reasons);
    this.machine = machine;
    overload = newOverload();
    kept =
        new Kept(
            new SharedView(machine.clock().nanos()),
            new SentTransactions(),
            new WriteCounts(),
            new StreamEnds(),
            new ConcurrentHashMap<>(),
            ConcurrentHashMap.newKeySet(),
            new AtomicReference<>());
  }

  private Lineage(Lineage before, Statistics statistics, List<String> methods) {
    this.methods = List.copyOf(methods);
    this.statistics = statistics;
    tryBudgets = new TryBudgets();
    machine = before.machine;
    overload = newOverload();
    kept = before.kept;
  }

  private Overload newOverload() {
    var seed = machine.secrets().nextLong();
    return new Overload(0, lane -> tryBudgets.waiting(lane).get(), seed, machine.clock().nanos());
  }

  /** The same for a profile with these methods: where they are others, calls are counted anew. */
  public Lineage counting(String network, List<String> names, List<String> reasons) {
    return names.equals(methods)
        ? this
        : new Lineage(this, new Statistics(network, names, reasons), names);
  }

  /** What tells a node from others of the network, the same whenever it is configured again. */
  int number(NodeConfig node) {
    var numbers = kept.numbers;
    return numbers.computeIfAbsent(node.name() + ' ' + node.place(), _ -> numbers.size());
  }

  SharedView view() {
    return kept.view;
  }

  /** Which node took which transaction. */
  SentTransactions sent() {
    return kept.sent;
  }

  WriteCounts writes() {
    return kept.writes;
  }

  StreamEnds streamEnds() {
    return kept.streamEnds;
  }

  /** How many tries beyond the first are made. */
  TryBudgets tryBudgets() {
    return tryBudgets;
  }

  /** What happens when more is asked than the nodes can bear. */
  public Overload overload() {
    return overload;
  }

  Statistics statistics() {
    return statistics;
  }

  /** A loop's part of the statistics, to which that loop alone may write. */
  LoopStatistics statisticsOn(Loop loop) {
    return parts.computeIfAbsent(loop, _ -> statistics.forLoop());
  }

  /** What serves now, null before anything does. */
  @Nullable Serving serving() {
    return kept.serving.get();
  }

  void serves(Serving now) {
    kept.serving.set(now);
  }

  /** What finds the head that is served now. */
  public Head head() {
    return requireServing().head();
  }

  private Serving requireServing() {
    var now = serving();
    if (now == null) {
      throw new IllegalStateException("not started");
    }
    return now;
  }

  /**
   * Has an order for a node carried out, wherever a reload puts the node meanwhile; callable from
   * any thread.
   *
   * @param order told the head and the node's place there; may be told again with the next head
   * @return whether there is a node of that name now
   */
  boolean order(String node, ObjIntConsumer<HeadCommands> order) {
    var now = requireServing();
    var place = now.network().nodes().stream().map(Node::name).toList().indexOf(node);
    if (place < 0) {
      return false;
    }
    order.accept(now.head(), place);
    // A head that was left before it came to the order has not carried it out.
    now.network()
        .headLoop()
        .execute(() -> {
          if (!now.equals(serving())) {
            order(node, order);
          }
        });
    return true;
  }

  /**
   * Takes a node out of use at its operator's order, or back.
   *
   * @return whether there is a node of that name now
   */
  public boolean drain(String node, boolean out) {
    var known = order(node, out ? HeadCommands::drain : HeadCommands::resume);
    if (known && out) {
      kept.drained.add(node);
    } else if (known) {
      kept.drained.remove(node);
    }
    return known;
  }

  /** These nodes were taken out of use before this process began. */
  void drainedBefore(List<String> nodes) {
    kept.drained.addAll(nodes);
  }

  /** The names of the nodes that are out of use by order, in whatever state they are. */
  List<String> drained() {
    return kept.drained.stream().sorted().toList();
  }

  /** The way to the head that serves, for calls of a configuration with these nodes. */
  HeadRefresh refreshOf(List<Node> nodes) {
    return new Refresh(nodes);
  }

  /** Whoever serves now is asked, and told of nodes in the places that they have there. */
  private final class Refresh implements HeadRefresh {
    private final List<Node> nodes;

    Refresh(List<Node> nodes) {
      this.nodes = nodes;
    }

    @Override
    public void refresh(Loop asker, Runnable fresh) {
      requireServing().head().refresh(asker, fresh);
    }

    @Override
    public void answered(int node, long height) {
      var now = requireServing();
      var place = now.network().placeOf(nodes.get(node).number());
      if (place >= 0) {
        now.head().answered(place, height);
      }
    }
  }
}
