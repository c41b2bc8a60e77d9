package headgate.gateway.network;

import headgate.chain.ChainProfile;
import headgate.chain.Lifecycle;
import headgate.gateway.cache.AnswerCache;
import headgate.gateway.cache.Flights;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.decompose.Call;
import headgate.gateway.head.Head;
import headgate.gateway.head.HeadLegacy;
import headgate.gateway.head.HeadNews;
import headgate.gateway.head.HeadRefresh;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightWaits;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.SharedView;
import headgate.gateway.head.track.HeadTerms;
import headgate.gateway.netty.Machine;
import headgate.gateway.observe.LoopStatistics;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.Statistics;
import headgate.gateway.route.RouteTerms;
import headgate.gateway.seam.Clock;
import headgate.gateway.seam.Loop;
import headgate.gateway.story.RequestStory;
import headgate.gateway.stream.StreamSeats;
import headgate.gateway.stream.StreamTerms;
import headgate.gateway.upstream.Node;
import headgate.gateway.upstream.choice.Fallbacks;
import headgate.gateway.upstream.health.TryBudgets;
import headgate.gateway.upstream.writes.SentTransactions;
import headgate.gateway.upstream.writes.WriteTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One network as all loops share it: its profile, its nodes, its cache, its statistics and the
 * newest view of its head.
 */
public final class Network {
  private static final Logger LOG = LoggerFactory.getLogger(Network.class);

  private final NetworkConfig config;
  private final Chain chain;
  private final Lineage lineage;
  private final List<Node> nodes;
  private final SharedView.Reader view;
  private final Fallbacks fallbacks;
  private final AnswerCache cache;
  private final Flights flights = new Flights();
  private final StreamSeats seats;
  private final WriteTerms writes;
  private final Clock clock;
  private final HeadNews news;
  private final HeadRefresh refresh;
  private final ToldChannel channel;
  private volatile @Nullable HeadAtWork head;
  private volatile boolean serving;
  private volatile HeadView found;
  private volatile Runnable look = () -> {};

  /**
   * What finds the head of a network.
   *
   * @param loop where that happens
   * @param over runs there once it has ended
   */
  public record HeadAtWork(Head head, Loop loop, Runnable over) {}

  /** A network that serves nothing yet; of its lineage it has what it must not forget. */
  public Network(NetworkConfig config, Chain chain, Lineage lineage, Machine machine) {
    this.config = config;
    this.chain = chain;
    channel = new ToldChannel(chain);
    this.lineage = lineage;
    clock = machine.clock();
    var before = lineage.serving() == null ? null : lineage.serving().network();
    nodes = nodes(before);
    view = lineage.view().reader(nodes.stream().map(Node::number).toList());
    refresh = lineage.refreshOf(nodes);
    found =
        new HeadView(0, -1, clock.nanos(), Collections.nCopies(nodes.size(), NodeStanding.UNKNOWN));
    var duties = nodes.stream().map(Node::duty).toList();
    fallbacks =
        new Fallbacks(
            config.name(),
            config.fallback(),
            duties,
            (node, nowNanos) -> nodes.get(node).failing(nowNanos),
            clock.nanos());
    news = new HeadNews(config.name(), nodes.stream().map(Node::name).toList(), clock.nanos());
    writes = new WriteTerms(config.writes(), lineage.writes());
    seats = new StreamSeats(config.streams(), chain.profile().streamSessionsMax(), duties);
    cache = new AnswerCache(config.cache(), clock, machine.background());
  }

  private List<Node> nodes(@Nullable Network before) {
    var made = new ArrayList<Node>();
    for (var each : config.nodes()) {
      var number = lineage.number(each);
      var place = before == null ? -1 : before.placeOf(number);
      var same = before == null || place < 0 ? null : before.nodes.get(place);
      made.add(new Node(made.size(), number, each, config.lanes(), same));
    }
    return List.copyOf(made);
  }

  /** Where the node of a number is, -1 where it is not configured. */
  int placeOf(int number) {
    return nodes.stream()
        .filter(node -> node.number() == number)
        .mapToInt(Node::index)
        .findFirst()
        .orElse(-1);
  }

  public NetworkConfig config() {
    return config;
  }

  public ChainProfile profile() {
    return chain.profile();
  }

  public List<Node> nodes() {
    return nodes;
  }

  public AnswerCache cache() {
    return cache;
  }

  /** How far nodes with that role may be used, and are. */
  public Fallbacks fallbacks() {
    return fallbacks;
  }

  /** The reads that are being fetched. */
  public Flights flights() {
    return flights;
  }

  /** What its calls came to. */
  public Statistics statistics() {
    return lineage.statistics();
  }

  /** A loop's part of that, to which that loop alone may write. */
  public LoopStatistics statisticsOn(Loop loop) {
    return lineage.statisticsOn(loop);
  }

  /** The network over all its configurations. */
  public Lineage lineage() {
    return lineage;
  }

  /** What each loop's streams are made with. */
  public StreamTerms streamTerms(LimitsConfig limits) {
    return new StreamTerms(
        config.name(),
        nodes,
        this::streamView,
        seats,
        lineage.streamEnds(),
        chain.profile().paths().streams(),
        chain.profile().errors(),
        config.streams(),
        limits.writeDeadline(),
        limits.depthMax());
  }

  /** The newest view of its head. */
  public HeadView view() {
    return view.get();
  }

  /** A stream of a chain that has ended must end there too, so it is not one of a node beyond. */
  private HeadView streamView() {
    return frozen() ? view().withoutNodesBeyond() : view();
  }

  /** A new view of its head, which everybody reads once it serves; on one loop only. */
  public void publish(HeadView next) {
    found = next;
    if (!serving) {
      look.run();
      return;
    }
    cache.startGeneration(next.generation());
    view.publish(next);
    fallbacks.look(next, clock.nanos());
    for (var line : news.of(next, clock.nanos())) {
      LOG.atLevel(line.good() ? Level.INFO : Level.WARN).log(line.text());
    }
  }

  /** Whether its chain still grows: its operator knows better than the chain.profile(). */
  public Lifecycle lifecycle() {
    return chain.lifecycle(config.lifecycle());
  }

  private boolean frozen() {
    return lifecycle() instanceof Lifecycle.Frozen;
  }

  /** What the plans for its calls depend on. */
  public RouteTerms routeTerms() {
    return new RouteTerms(config.pins(), cache.enabled(), frozen(), config.lanesServed());
  }

  /** What its head is judged by. */
  public HeadTerms headTerms() {
    return new HeadTerms(
        config.name(),
        nodes.stream().map(Node::name).toList(),
        config.head().quorumOf(nodes.size()),
        config.lagMax(),
        chain.named() == null ? null : chain.named().nid(),
        chain.blockInterval(),
        config.probe().interval(),
        config.head().serveWhileSyncing(),
        nodes.stream().map(Node::duty).toList());
  }

  /** Where some of a loop's calls wait for a height; where the chain has ended nobody does. */
  public HeightWaits waitsOn(Loop loop) {
    var longest = frozen() ? Duration.ZERO : chain.blockInterval();
    return new HeightWaits(loop, this::view, longest, lineage.view().waiting());
  }

  // ---- its head

  /** What finds its head, once that is there. */
  private HeadAtWork atWork() {
    var given = head;
    if (given == null) {
      throw new IllegalStateException("not started");
    }
    return given;
  }

  /** The loop of its head. */
  public Loop headLoop() {
    return atWork().loop;
  }

  /** What finds its head. */
  public Head head() {
    return atWork().head;
  }

  /**
   * What the request path asks and tells its head; that of a later configuration, once it serves.
   */
  public HeadRefresh refresh() {
    return refresh;
  }

  /** Begins to look for its head, and serves from the first view on. */
  public void begin(HeadAtWork given) {
    head = given;
    serving = true;
    lineage.serves(new Lineage.Serving(this, given.head));
    given.head.start();
  }

  /**
   * Begins to look for its head, and serves nothing before {@link #takeOver}.
   *
   * @param changed runs whenever something new was found; on the head's loop
   */
  public void warm(HeadAtWork given, Runnable changed) {
    head = given;
    look = changed;
    given.head.start();
  }

  /** What its head has found, also while it does not serve. */
  public HeadView found() {
    return found;
  }

  /**
   * Serves from now on, in the place of the configuration before: no height falls, and everything
   * that was cached is forgotten. To be called on the loop of both heads.
   */
  public void takeOver() {
    var before = lineage.serving();
    var legacy = before == null ? HeadLegacy.NONE : left(before.network());
    var own = atWork();
    nodes.forEach(Node::begin);
    if (before != null) {
      fallbacks.goOnFrom(before.network().fallbacks);
    }
    serving = true;
    look = () -> {}; // It holds the reload, and with that everything that was before.
    lineage.serves(new Lineage.Serving(this, own.head));
    own.head.succeed(legacy);
  }

  /** A machine under the name of another one is not held to what that has shown. */
  private HeadLegacy left(Network before) {
    var changes = new HashMap<String, UnaryOperator<HeadLegacy.OfNode>>();
    for (var node : before.nodes) {
      if (placeOf(node.number()) < 0) {
        changes.put(node.name(), HeadLegacy.OfNode::ofAnother);
      }
    }
    return before.leave().changed(changes);
  }

  /** Its head ends; on the head's loop. */
  public HeadLegacy leave() {
    serving = false;
    look = () -> {};
    var own = atWork();
    var legacy = own.head.leave();
    own.over.run();
    return legacy;
  }

  /** Stops its head with everything else; callable from any thread. */
  public void stop() {
    var given = head;
    if (given != null) {
      given.head.stop();
    }
  }

  /**
   * The channel that its nodes serve, null while it is not known: the profile's, else what a node
   * that is up says of itself. A node of another network has no say.
   */
  public @Nullable String channel() {
    return channel.in(serving ? view() : found);
  }

  /** How many tries beyond the first are made. */
  public TryBudgets tryBudgets() {
    return lineage.tryBudgets();
  }

  /** Which node took which transaction. */
  public SentTransactions sent() {
    return lineage.sent();
  }

  /** Where else its writes go, and what became of that. */
  public WriteTerms writes() {
    return writes;
  }

  /** The hash of the transaction that a write carries, null where the params give none. */
  public @Nullable String hash(Call write) {
    return chain.hash(write);
  }

  /** The id of its network as far as it is known from the profile or a view. */
  public @Nullable String networkId(HeadView seen) {
    return chain.networkId(seen);
  }

  /**
   * A story of one of its requests.
   *
   * @param plansOnly whether no node is to be asked
   */
  public RequestStory story(boolean plansOnly) {
    return new RequestStory(config.name(), nodes, plansOnly);
  }

  /** How it stands. */
  public NetworkStatus status() {
    return new NetworkReport(this, clock).status();
  }

  /** Who has a stream. */
  StreamSeats seats() {
    return seats;
  }

  Head.Following following() {
    var given = head;
    return given == null ? Head.Following.NOBODY : given.head.following();
  }
}
