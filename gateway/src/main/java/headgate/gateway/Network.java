package headgate.gateway;

import headgate.chain.ChainNetwork;
import headgate.chain.ChainProfile;
import headgate.chain.Lifecycle;
import headgate.chain.hash.TransactionHash;
import headgate.chain.method.Lane;
import headgate.chain.method.MethodProfile;
import headgate.gateway.cache.AnswerCache;
import headgate.gateway.cache.Flights;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.decompose.Call;
import headgate.gateway.head.Head;
import headgate.gateway.head.HeadNews;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightWaits;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.head.track.HeadTerms;
import headgate.gateway.netty.Machine;
import headgate.gateway.observe.HeadStatus;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.NodeStatus;
import headgate.gateway.observe.Statistics;
import headgate.gateway.observe.StreamEnds;
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
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One network as all loops share it: its profile, its nodes, its cache, its statistics and the
 * newest view of its head.
 */
final class Network {
  private static final Logger LOG = LoggerFactory.getLogger(Network.class);
  private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final NetworkConfig config;
  private final ChainProfile profile;
  private final @Nullable ChainNetwork named;
  private final List<Node> nodes;
  private final Fallbacks fallbacks;
  private final AnswerCache cache;
  private final Flights flights = new Flights();
  private final Statistics statistics;
  private final StreamSeats seats;
  private final SentTransactions sent = new SentTransactions();
  private final WriteTerms writes;
  private final TryBudgets tryBudgets = new TryBudgets();
  private final StreamEnds streamEnds = new StreamEnds();
  private final Clock clock;
  private final HeadNews news;
  private final AtomicReference<HeadView> view;
  private final List<HeightWaits> waits = new CopyOnWriteArrayList<>();
  private volatile @Nullable String channel;
  private volatile @Nullable Head head;

  Network(
      NetworkConfig config, ChainProfile profile, @Nullable ChainNetwork named, Machine machine) {
    this.config = config;
    this.profile = profile;
    this.named = named;
    clock = machine.clock();
    var made = new ArrayList<Node>();
    for (var index = 0; index < config.nodes().size(); index++) {
      made.add(new Node(index, config.nodes().get(index), config.lanes()));
    }
    nodes = List.copyOf(made);
    fallbacks =
        new Fallbacks(
            config.name(),
            config.fallback(),
            nodes.stream().map(Node::duty).toList(),
            (node, nowNanos) -> nodes.get(node).failing(nowNanos),
            clock.nanos());
    news = new HeadNews(config.name(), nodes.stream().map(Node::name).toList(), clock.nanos());
    writes = new WriteTerms(config.writes());
    seats =
        new StreamSeats(
            config.streams(), profile.streamSessionsMax(), nodes.stream().map(Node::duty).toList());
    cache = new AnswerCache(config.cache(), clock, machine.background());
    statistics =
        new Statistics(
            config.name(),
            profile.methods().all().stream().map(MethodProfile::name).toList(),
            CallRecorder.reasons());
    var unknown = Collections.nCopies(nodes.size(), NodeStanding.UNKNOWN);
    view = new AtomicReference<>(new HeadView(0, -1, clock.nanos(), unknown));
  }

  NetworkConfig config() {
    return config;
  }

  ChainProfile profile() {
    return profile;
  }

  List<Node> nodes() {
    return nodes;
  }

  AnswerCache cache() {
    return cache;
  }

  /** How far nodes with that role may be used, and are. */
  Fallbacks fallbacks() {
    return fallbacks;
  }

  /** The reads that are being fetched. */
  Flights flights() {
    return flights;
  }

  Statistics statistics() {
    return statistics;
  }

  /** What each loop's streams are made with. */
  StreamTerms streamTerms(LimitsConfig limits) {
    return new StreamTerms(
        config.name(),
        nodes,
        this::streamView,
        seats,
        streamEnds,
        profile.paths().streams(),
        profile.errors(),
        config.streams(),
        limits.writeDeadline(),
        limits.depthMax());
  }

  HeadView view() {
    return view.get();
  }

  /** A stream of a chain that has ended must end there too, so it is not one of a node beyond. */
  private HeadView streamView() {
    return frozen() ? view().withoutNodesBeyond() : view();
  }

  /** To be called on one loop only. */
  void publish(HeadView next) {
    cache.startGeneration(next.generation());
    view.set(next);
    waits.forEach(HeightWaits::moved);
    fallbacks.look(next, clock.nanos());
    for (var line : news.of(next, clock.nanos())) {
      LOG.atLevel(line.good() ? Level.INFO : Level.WARN).log(line.text());
    }
  }

  /** Whether its chain still grows: its operator knows better than the profile. */
  Lifecycle lifecycle() {
    return config.lifecycle().over(named == null ? profile.lifecycle() : named.lifecycle());
  }

  private boolean frozen() {
    return lifecycle() instanceof Lifecycle.Frozen;
  }

  /** What the plans for its calls depend on. */
  RouteTerms routeTerms() {
    return new RouteTerms(config.pins(), cache.enabled(), frozen(), config.lanesServed());
  }

  /** What its head is judged by. */
  HeadTerms headTerms() {
    return new HeadTerms(
        config.name(),
        nodes.stream().map(Node::name).toList(),
        config.head().quorumOf(nodes.size()),
        config.lagMax(),
        named == null ? null : named.nid(),
        blockInterval(),
        config.probe().interval(),
        config.head().serveWhileSyncing(),
        nodes.stream().map(Node::duty).toList());
  }

  private Duration blockInterval() {
    return named == null ? profile.blockInterval() : named.blockInterval();
  }

  /**
   * Where some of a loop's calls wait for a height; once for each kind of them. Where the chain has
   * ended nobody waits.
   */
  HeightWaits waitsOn(Loop loop) {
    var longest = frozen() ? Duration.ZERO : blockInterval();
    var made = new HeightWaits(loop, this::view, longest);
    waits.add(made);
    return made;
  }

  /** What finds its head; given once, before it starts. */
  Head headedBy(Head given) {
    head = given;
    return given;
  }

  /** What finds its head. */
  Head head() {
    var found = head;
    if (found == null) {
      throw new IllegalStateException("not started");
    }
    return found;
  }

  void stopHead() {
    var found = head;
    if (found != null) {
      found.stop();
    }
  }

  /**
   * The channel that its nodes serve, null while it is not known: the profile's, else what a node
   * that is up says of itself. A node of another network has no say.
   */
  @Nullable String channel() {
    if (named != null) {
      return named.channel();
    }
    for (var standing : view().nodes()) {
      var told = standing.channel();
      if (standing.state() == NodeState.UP && told != null && CHANNEL.matcher(told).matches()) {
        channel = told;
        break;
      }
    }
    return channel;
  }

  /** How many tries beyond the first are made. */
  TryBudgets tryBudgets() {
    return tryBudgets;
  }

  /** Which node took which transaction. */
  SentTransactions sent() {
    return sent;
  }

  /** Where else its writes go, and what became of that. */
  WriteTerms writes() {
    return writes;
  }

  /** The hash of the transaction that a write carries, null where the params give none. */
  @Nullable String hash(Call write) {
    var params = write.params();
    if (!params.present()) {
      return null;
    }
    return switch (profile.hashing().hash(params.body(), params.from(), params.to())) {
      case TransactionHash.Known known -> known.hash();
      case TransactionHash.Unknown _ -> null;
    };
  }

  /**
   * A story of one of its requests.
   *
   * @param plansOnly whether no node is to be asked
   */
  RequestStory story(boolean plansOnly) {
    return new RequestStory(config.name(), nodes, plansOnly);
  }

  NetworkStatus status() {
    var now = view();
    var standings = new ArrayList<NodeStatus>();
    for (var node : nodes) {
      standings.add(status(node, now.nodes().get(node.index())));
    }
    return new NetworkStatus(
        config.name(),
        profile.name(),
        now.servingHeight(),
        headStatus(now),
        standings,
        tryBudgets.status(clock.nanos()),
        new NetworkStatus.Pending(
            flights.underWay(), waits.stream().mapToInt(HeightWaits::held).sum()),
        cache.size(),
        cache.bytes(),
        seats.open(),
        streamEnds.counts(),
        writes.counts().status(),
        fallbackStatus());
  }

  private NetworkStatus.Fallbacks fallbackStatus() {
    var uses = new ArrayList<NetworkStatus.Use>();
    for (var lane : fallbacks.lanes()) {
      var inUse = fallbacks.inUse().contains(lane);
      uses.add(new NetworkStatus.Use(lane.label(), inUse, fallbacks.times(lane)));
    }
    return new NetworkStatus.Fallbacks(
        uses, config.fallback().callsPerSecond(), fallbacks.calls(), fallbacks.callsRefused());
  }

  private static List<String> words(Set<Lane> lanes) {
    return lanes.stream().sorted().map(Lane::label).toList();
  }

  private HeadStatus headStatus(HeadView now) {
    var found = head;
    var following = found == null ? Head.Following.NOBODY : found.following();
    var time = now.headBlockTimeMillis();
    return new HeadStatus(
        now.generation(),
        time < 0 ? -1 : (clock.wallTime().toEpochMilli() - time) / 1e3,
        now.halted(),
        following.node() < 0 ? "" : nodes.get(following.node()).name(),
        following.streaming(),
        following.quarantines(),
        now.syncing());
  }

  private NodeStatus status(Node node, NodeStanding standing) {
    var missed = node.lastMiss();
    var latency = node.latencyNanos(clock.nanos());
    return new NodeStatus(
        node.name(),
        standing.serves(-1),
        standing.state().label(),
        standing.network(),
        standing.reason(),
        standing.height(),
        standing.lag(),
        (latency > 0 ? latency : node.probeNanos()) / 1e6,
        node.inFlight(),
        node.load(clock.nanos()),
        seats.at(node.index()),
        node.retries(),
        node.probesMissed(),
        node.alive(),
        missed == null ? "" : missed.label(),
        node.duty().role().label(),
        words(node.duty().lanes()));
  }
}
