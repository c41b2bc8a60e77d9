package headgate.gateway;

import headgate.gateway.admit.CallDoor;
import headgate.gateway.cache.LoopCache;
import headgate.gateway.client.Clients;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.decompose.Decomposer;
import headgate.gateway.listen.Doors;
import headgate.gateway.listen.Exchange;
import headgate.gateway.listen.ReadyDoor;
import headgate.gateway.listen.RpcListener;
import headgate.gateway.listen.websocket.WebSocketDoor;
import headgate.gateway.netty.NettyLoop;
import headgate.gateway.network.Network;
import headgate.gateway.observe.Outcome;
import headgate.gateway.observe.access.LoopAccess;
import headgate.gateway.observe.access.RequestAccess;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.overload.Shedder;
import headgate.gateway.ready.ReadyPath;
import headgate.gateway.recombine.Recombiner;
import headgate.gateway.stream.StreamGate;
import headgate.gateway.upstream.AnswerJudge;
import headgate.gateway.upstream.ShownHeights;
import headgate.gateway.upstream.Upstream;
import headgate.jsonrpc.EnvelopeLimits;
import headgate.jsonrpc.RequestId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what each loop has of its own under one configuration: the pipelines, the ways to the
 * nodes, the streams.
 */
record LoopAssembly(GatewayConfig config, Ground ground, Clients clients) {
  private static final Logger LOG = LoggerFactory.getLogger(LoopAssembly.class);
  private static final int ID_BYTES_MAX = 4096;
  private static final String DEBUG = "X-Headgate-Debug";

  /**
   * What serves one network on a loop.
   *
   * @param limits what its calls may use
   * @param ready what needs no walk
   */
  record Walk(
      Network network,
      LimitsConfig limits,
      Upstream upstream,
      ReadyDoor ready,
      RequestPipeline pipeline) {}

  /**
   * What one configuration has on a loop.
   *
   * @param service what serves requests there
   * @param gate takes streams
   * @param walks for each network, in the order of the configuration
   */
  record Parts(RpcListener.Service service, StreamGate gate, List<Walk> walks) {
    /** What serves the network there, null where that is not of this configuration. */
    @Nullable Walk walkOf(Network network) {
      return walks.stream().filter(walk -> walk.network == network).findFirst().orElse(null);
    }
  }

  /**
   * Everything for one loop.
   *
   * @param before what the configuration before has there, null where this is the first
   */
  Parts parts(NettyLoop loop, List<Network> networks, Doors doors, @Nullable Parts before) {
    var walks =
        networks.stream()
            .map(network -> walk(loop, network, before == null ? null : before.walkOf(network)))
            .toList();
    var gate = gate(loop, networks);
    var streams =
        new WebSocketDoor(new WebSocketDoor.Terms(loop, config.limits(), ground.budget(), gate));
    var service =
        new RpcListener.Service(
            config.limits(),
            clients,
            doors,
            streams,
            (client, door, body, from, to, sink) ->
                walks.get(door.network()).ready.answer(client, door, body, from, to, sink),
            exchange -> serve(walks.get(exchange.door().network()).pipeline, exchange));
    return new Parts(service, gate, walks);
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

  /** A network that is the same as before keeps its ways to the nodes, unless answers differ. */
  private Walk walk(NettyLoop loop, Network network, @Nullable Walk before) {
    var limits = config.limits();
    var same = before != null && before.limits.answerBytesMax() == limits.answerBytesMax();
    var upstream = before != null && same ? before.upstream : upstream(loop, network);
    var cache = new LoopCache(network.cache());
    var recorder = new CallRecorder(network.statisticsOn(loop), network.profile().methods().size());
    return new Walk(
        network,
        limits,
        upstream,
        ready(loop, network, cache, recorder),
        pipeline(loop, network, new Calls(upstream, cache, recorder)));
  }

  private StreamGate gate(NettyLoop loop, List<Network> networks) {
    var terms = networks.stream().map(network -> network.streamTerms(config.limits())).toList();
    return new StreamGate(
        loop, ground.wire(loop), ground.machine().secrets(), terms, ground.access(loop));
  }

  private EnvelopeLimits envelopes() {
    var limits = config.limits();
    return new EnvelopeLimits(limits.batchCallsMax(), limits.depthMax(), ID_BYTES_MAX);
  }

  /** Where every request has a line in the access log, every one takes the walk. */
  private ReadyDoor ready(NettyLoop loop, Network network, LoopCache cache, CallRecorder recorder) {
    if (ground.access(loop).on()) {
      return ReadyDoor.NONE;
    }
    var terms =
        new ReadyPath.Terms(
            loop.clock(),
            network::view,
            network.routeTerms().frozen(),
            (client, units) -> clients.meter().take(client, units) == 0,
            (method, nanos) -> recorder.answered(method, Outcome.HIT, nanos));
    return new ReadyPath(network.profile().methods(), envelopes(), cache, terms);
  }

  /** What is there for the calls of one network on a loop. */
  private record Calls(Upstream upstream, LoopCache cache, CallRecorder recorder) {}

  private RequestPipeline pipeline(NettyLoop loop, Network network, Calls calls) {
    var profile = network.profile();
    var access = ground.access(loop);
    return new RequestPipeline(
        new NetworkOnLoop(
            new Decomposer(profile.methods(), profile.heightTags(), envelopes()),
            new CallDoor(
                ground.budget(),
                clients.meter(),
                Shedder.of(profile, network.lineage().overload(), loop.clock())),
            calls.cache,
            network.flights(),
            calls.upstream,
            network::view,
            network::refresh,
            network.waitsOn(loop),
            calls.recorder,
            exchange -> request(access, network, exchange),
            exchange -> debugged(exchange) ? network.story(false) : null,
            new ForwardedOptions(profile.headers()),
            network.routeTerms(),
            config.limits().answerBytesMax()));
  }

  private static RequestAccess request(LoopAccess access, Network network, Exchange exchange) {
    return access
        .request(exchange.client().address())
        .at(network.config().name(), exchange.door().api())
        .holding(exchange.bodyLength());
  }

  /** Whether the caller wants to know what becomes of its request, and may. */
  private boolean debugged(Exchange exchange) {
    var from = config.admin().debugFrom();
    return !from.isEmpty()
        && "1".equals(exchange.header(DEBUG))
        && from.stream().anyMatch(range -> range.contains(exchange.client().address()));
  }

  /** Answers wait apart from callers, whom a crowd of strangers may keep from waiting. */
  private Upstream upstream(NettyLoop loop, Network network) {
    var profile = network.profile();
    return new Upstream(
        loop,
        ground.wire(loop),
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
            network.lineage().overload()::served,
            ground.budget()),
        new AnswerJudge(profile),
        ground.machine().chance(),
        new ShownHeights(network::refresh, network.waitsOn(loop)));
  }
}
