package headgate.gateway;

import static java.util.Objects.requireNonNull;

import headgate.chain.Lifecycle;
import headgate.chain.surface.RpcApi;
import headgate.gateway.admit.ByteBudget;
import headgate.gateway.admit.CallDoor;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.decompose.Decomposer;
import headgate.gateway.head.BlockFeed;
import headgate.gateway.head.Head;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.track.BlockSources;
import headgate.gateway.head.track.ConstantHead;
import headgate.gateway.head.track.LiveHead;
import headgate.gateway.listen.Doors;
import headgate.gateway.listen.Exchange;
import headgate.gateway.listen.RpcListener;
import headgate.gateway.listen.StreamDoor;
import headgate.gateway.listen.websocket.WebSocketDoor;
import headgate.gateway.netty.NettyLoop;
import headgate.gateway.observe.access.AccessLog;
import headgate.gateway.observe.access.LoopAccess;
import headgate.gateway.observe.access.RequestAccess;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.recombine.Recombiner;
import headgate.gateway.route.NodePaths;
import headgate.gateway.seam.Wire;
import headgate.gateway.stream.NodeBlockFeed;
import headgate.gateway.stream.StreamGate;
import headgate.gateway.upstream.AnswerJudge;
import headgate.gateway.upstream.NodeProbe;
import headgate.gateway.upstream.ShownHeights;
import headgate.gateway.upstream.Upstream;
import headgate.jsonrpc.EnvelopeLimits;
import headgate.jsonrpc.RequestId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what each loop has of its own: the pipelines, the ways to the nodes, the probers. */
final class LoopAssembly {
  private static final Logger LOG = LoggerFactory.getLogger(LoopAssembly.class);
  private static final int ID_BYTES_MAX = 4096;
  private static final String DEBUG = "X-Headgate-Debug";

  private final GatewayConfig config;
  private final List<Network> networks;
  private final ByteBudget budget;
  private final Ground ground;
  private final AccessLog accessLog;
  private final Map<NettyLoop, LoopAccess> accesses = new LinkedHashMap<>();
  private final Map<NettyLoop, Wire> wires = new LinkedHashMap<>();
  private final List<Upstream> upstreams = new ArrayList<>();
  private final AtomicReference<@Nullable List<Explainer>> explainers = new AtomicReference<>();
  private final Map<NettyLoop, StreamGate> gates = new LinkedHashMap<>();

  LoopAssembly(
      GatewayConfig config,
      List<Network> networks,
      ByteBudget budget,
      Ground ground,
      AccessLog accessLog) {
    this.config = config;
    this.accessLog = accessLog;
    this.networks = networks;
    this.budget = budget;
    this.ground = ground;
    ground.loops().loops().forEach(loop -> wires.put(loop, ground.wire(loop)));
  }

  /** What serves the requests of a loop. */
  RpcListener.Service service(NettyLoop loop, Doors doors) {
    return new RpcListener.Service(config.limits(), doors, streams(loop), pipeline(loop));
  }

  /** Serves whole requests on a loop: each network has a pipeline of its own there. */
  private Consumer<Exchange> pipeline(NettyLoop loop) {
    var pipelines = networks.stream().map(network -> pipeline(loop, network)).toList();
    explainers.compareAndSet(null, explainers(loop, pipelines));
    return exchange -> serve(pipelines.get(exchange.door().network()), exchange);
  }

  private List<Explainer> explainers(NettyLoop loop, List<RequestPipeline> pipelines) {
    return IntStream.range(0, pipelines.size())
        .mapToObj(index -> new Explainer(networks.get(index), index, loop, pipelines.get(index)))
        .toList();
  }

  /** Explains the calls of a network; only once a pipeline was made. */
  Explainer explainer(int network) {
    return requireNonNull(explainers.get()).get(network);
  }

  /** A bug must cost its caller one error, not an open end. */
  private static void serve(RequestPipeline pipeline, Exchange exchange) {
    try {
      pipeline.serve(exchange);
    } catch (RuntimeException bug) {
      LOG.error("a request could not be served", bug);
      var text = Failure.of(FailureKind.INTERNAL).toAnswerText();
      Recombiner.single(exchange.sink()).answer(0, text, RequestId.NULL);
    }
  }

  private RequestPipeline pipeline(NettyLoop loop, Network network) {
    var limits = config.limits();
    var profile = network.profile();
    var envelopes = new EnvelopeLimits(limits.batchCallsMax(), limits.depthMax(), ID_BYTES_MAX);
    var access = access(loop);
    return new RequestPipeline(
        new NetworkOnLoop(
            new Decomposer(profile.methods(), profile.heightTags(), envelopes),
            new CallDoor(budget),
            network.cache(),
            network.flights(),
            upstream(loop, network),
            network::view,
            network::head,
            network.waitsOn(loop),
            new CallRecorder(network.statistics().forLoop(), profile.methods().size()),
            exchange -> request(access, network, exchange),
            exchange -> debugged(exchange) ? network.story(false) : null,
            new ForwardedOptions(profile.headers()),
            network.routeTerms(),
            limits.answerBytesMax()));
  }

  private static RequestAccess request(LoopAccess access, Network network, Exchange exchange) {
    return access
        .request(exchange.client())
        .at(network.config().name(), exchange.door().api())
        .holding(exchange.bodyLength());
  }

  /** Whether the caller wants to know what becomes of its request, and may. */
  private boolean debugged(Exchange exchange) {
    var from = config.admin().debugFrom();
    return !from.isEmpty()
        && "1".equals(exchange.header(DEBUG))
        && from.stream().anyMatch(range -> range.contains(exchange.client()));
  }

  /** A loop's part of the access log. */
  LoopAccess access(NettyLoop loop) {
    return accesses.computeIfAbsent(loop, _ -> accessLog.forLoop());
  }

  /** Answers wait apart from callers, whom a crowd of strangers may keep from waiting. */
  private Upstream upstream(NettyLoop loop, Network network) {
    var profile = network.profile();
    var upstream =
        new Upstream(
            loop,
            wire(loop),
            new Upstream.Terms(
                network.nodes(),
                network.fallbacks(),
                network.config().lanes(),
                (int) Math.min(Integer.MAX_VALUE - 16, config.limits().answerBytesMax()),
                network::view,
                network::hash,
                network.sent(),
                network.writes(),
                network.tryBudgets(),
                budget),
            new AnswerJudge(profile),
            ground.machine().chance(),
            new ShownHeights(network::head, network.waitsOn(loop)));
    upstreams.add(upstream);
    return upstream;
  }

  private Wire wire(NettyLoop loop) {
    var wire = wires.get(loop);
    if (wire == null) {
      throw new IllegalStateException("a loop of another gateway");
    }
    return wire;
  }

  /** Takes callers who ask for a stream on a loop. */
  private StreamDoor streams(NettyLoop loop) {
    var limits = config.limits();
    var terms = networks.stream().map(network -> network.streamTerms(limits)).toList();
    var gate = new StreamGate(loop, wire(loop), ground.machine().secrets(), terms, access(loop));
    gates.put(loop, gate);
    return new WebSocketDoor(new WebSocketDoor.Terms(loop, limits, budget, gate));
  }

  /** Begins to probe every network's nodes. */
  void start() {
    upstreams.forEach(Upstream::start);
    var loops = ground.loops().loops();
    for (var index = 0; index < networks.size(); index++) {
      var loop = loops.get(index % loops.size());
      networks.get(index).headedBy(head(networks.get(index), loop)).start();
    }
  }

  private Head head(Network network, NettyLoop loop) {
    var question = new NodeProbe.Question(probePath(network), network.config().probe().deadline());
    var probe = new NodeProbe(loop, wire(loop), network.nodes(), network.profile(), question);
    return switch (network.lifecycle()) {
      case Lifecycle.Live _ ->
          new LiveHead(
              loop,
              network.headTerms(),
              new BlockSources(probe, feed(loop, network)),
              publishing(network));
      case Lifecycle.Frozen end ->
          new ConstantHead(loop, network.headTerms(), end, probe, network::publish);
    };
  }

  /** Whoever is told a height by another gateway can have it here. */
  private Consumer<HeadView> publishing(Network network) {
    Consumer<HeadView> publish = network::publish;
    return publish.andThen(ground.peers().teller(network.config().name()));
  }

  /** The stream that tells new blocks; null where there is none, or it is not wanted. */
  private @Nullable BlockFeed feed(NettyLoop loop, Network network) {
    if (!network.config().head().follow()) {
      return null;
    }
    for (var stream : network.profile().paths().streams()) {
      var height = stream.height();
      if (stream.name().equals("block") && height != null) {
        return new NodeBlockFeed(
            loop,
            wire(loop),
            ground.machine().secrets(),
            network.streamTerms(config.limits()),
            height,
            () -> NodePaths.choose(stream.paths(), network.channel()));
      }
    }
    return null;
  }

  private static String probePath(Network network) {
    var paths = network.profile().paths();
    var method = network.profile().methods().named(network.profile().head().method());
    return method
        .flatMap(named -> paths.api(named.api()))
        .map(RpcApi::paths)
        .map(templates -> NodePaths.choose(templates, network.channel()))
        .orElse("/");
  }

  /** Ends probes and streams; returns when every stream's parties are told, or after a second. */
  void stop() {
    networks.forEach(Network::stopHead);
    var told = new CountDownLatch(gates.size());
    gates.forEach((loop, gate) -> loop.execute(() -> stop(gate, told)));
    gates.clear();
    try {
      told.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void stop(StreamGate gate, CountDownLatch told) {
    try {
      gate.stop();
    } finally {
      told.countDown();
    }
  }
}
