package headgate.gateway;

import headgate.chain.method.MethodProfile;
import headgate.gateway.admit.ByteBudget;
import headgate.gateway.admit.CallDoor;
import headgate.gateway.cache.AnswerCache;
import headgate.gateway.cache.Flights;
import headgate.gateway.cache.LoopCache;
import headgate.gateway.config.CacheConfig;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.WritesConfig;
import headgate.gateway.head.HeadRefresh;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightWaits;
import headgate.gateway.observe.Outcome;
import headgate.gateway.observe.Series;
import headgate.gateway.observe.Statistics;
import headgate.gateway.observe.access.LoopAccess;
import headgate.gateway.ready.ReadyPath;
import headgate.gateway.route.RouteTerms;
import headgate.gateway.seam.Clock;
import headgate.gateway.seam.Loop;
import headgate.gateway.story.RequestStory;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ManualExchange;
import headgate.gateway.testkit.ManualLoop;
import headgate.gateway.testkit.ManualWire;
import headgate.gateway.testkit.Meters;
import headgate.gateway.testkit.RecordedAnswer;
import headgate.gateway.testkit.ScriptedNode;
import headgate.gateway.testkit.Shedders;
import headgate.gateway.testkit.Views;
import headgate.gateway.upstream.AnswerJudge;
import headgate.gateway.upstream.Node;
import headgate.gateway.upstream.ShownHeights;
import headgate.gateway.upstream.Upstream;
import headgate.gateway.upstream.choice.Fallbacks;
import headgate.gateway.upstream.health.TryBudgets;
import headgate.gateway.upstream.writes.SentTransactions;
import headgate.gateway.upstream.writes.WriteTerms;
import headgate.jsonrpc.EnvelopeLimits;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** The whole walk between an exchange and scripted nodes, on virtual time. */
final class PipelineBench {
  private static final int ANSWERS_MAX = 100_000;
  private static final Duration CONNECT = Duration.ofSeconds(1);

  private static final LanesConfig LANES =
      new LanesConfig(
          new LaneConfig(64, CONNECT, Duration.ofSeconds(10), 3),
          new LaneConfig(32, CONNECT, Duration.ofSeconds(15), 2),
          new LaneConfig(64, CONNECT, Duration.ofSeconds(65), 2));

  final ManualLoop loop = new ManualLoop();
  final ByteBudget budget = new ByteBudget(1 << 20);
  final List<ScriptedNode> nodes = new ArrayList<>();
  final Statistics statistics =
      new Statistics(
          "test",
          Calls.ICON.methods().all().stream().map(MethodProfile::name).toList(),
          CallRecorder.reasons());

  /** Of every transaction that is sent. */
  String hash = "0xabc";

  /** Set, the cache breaks as soon as it looks at the time. */
  boolean cacheBroken;

  /** What the walk tells the access log; set before the bench is used. */
  LoopAccess access = LoopAccess.OFF;

  /** Where the walk's story goes; null where nobody asked. */
  @Nullable RequestStory story;

  final AnswerCache cache = new AnswerCache(CacheConfig.defaults(), cacheClock(), Runnable::run);

  private final List<Node> upstreamNodes = new ArrayList<>();
  private final LoopCache onLoop = new LoopCache(cache);
  private final CallRecorder recorder =
      new CallRecorder(statistics.forLoop(), Calls.ICON.methods().size());
  private final RequestPipeline pipeline;

  /** What needs no walk. */
  final ReadyPath ready =
      new ReadyPath(
          Calls.ICON.methods(),
          EnvelopeLimits.DEFAULT,
          onLoop,
          new ReadyPath.Terms(
              loop.clock(),
              this::view,
              false,
              (client, units) -> Meters.OFF.take(client, units) == 0,
              (method, nanos) -> recorder.answered(method, Outcome.HIT, nanos)));

  HeadView view;

  PipelineBench(int count, long seed) {
    var wire = new ManualWire(loop);
    for (var index = 0; index < count; index++) {
      var name = "n" + index;
      var config = NodeConfig.of(name, URI.create("http://" + name));
      upstreamNodes.add(new Node(index, config, LANES));
      nodes.add(new ScriptedNode(loop));
      wire.reaching(name, nodes.getLast());
    }
    view = Views.up(count, 100);
    pipeline = new RequestPipeline(parts(wire, seed));
  }

  private HeadView view() {
    return view;
  }

  private NetworkOnLoop parts(ManualWire wire, long seed) {
    var terms =
        new Upstream.Terms(
            upstreamNodes,
            Fallbacks.none(),
            LANES,
            ANSWERS_MAX,
            () -> view,
            _ -> hash,
            new SentTransactions(),
            new WriteTerms(WritesConfig.defaults()),
            new TryBudgets(),
            (_, _, _) -> {},
            budget);
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var waits = new HeightWaits(loop, () -> view, Duration.ofSeconds(2));
    var heights = new ShownHeights(ConfirmingHead::new, waits);
    return new NetworkOnLoop(
        Calls.decomposer(Calls.ICON),
        new CallDoor(budget, Meters.OFF, Shedders.OFF),
        onLoop,
        new Flights(),
        new Upstream(loop, wire, terms, new AnswerJudge(Calls.ICON), random, heights),
        () -> view,
        ConfirmingHead::new,
        waits,
        recorder,
        exchange -> access.request(exchange.client().address()).at("test", exchange.door().api()),
        _ -> story,
        new ForwardedOptions(Calls.ICON.headers()),
        new RouteTerms(true, true, false),
        ANSWERS_MAX);
  }

  private Clock cacheClock() {
    return new Clock() {
      @Override
      public long nanos() {
        if (cacheBroken) {
          throw new IllegalStateException("an injected bug");
        }
        return loop.clock().nanos();
      }

      @Override
      public Instant wallTime() {
        return loop.clock().wallTime();
      }
    };
  }

  /** Serves a body and lets happen what happens at once. */
  RecordedAnswer serve(String body) {
    return serve(body, Map.of());
  }

  RecordedAnswer serve(String body, Map<String, String> headers) {
    return begin(body, headers).answer();
  }

  /** The same for a caller who may leave. */
  ManualExchange begin(String body, Map<String, String> headers) {
    return begin(new ManualExchange(loop, "v3", body, headers));
  }

  /** From now on the walk tells a story, which the test may look at. */
  RequestStory tell(boolean plansOnly) {
    var told = new RequestStory("test", upstreamNodes, plansOnly);
    story = told;
    return told;
  }

  ManualExchange begin(ManualExchange exchange) {
    pipeline.serve(exchange);
    loop.settle();
    return exchange;
  }

  /** Every method and outcome that was counted. */
  Map<String, Long> counts() {
    var counts = new TreeMap<String, Long>();
    for (Series each : statistics.snapshot().series()) {
      counts.put(each.method() + " " + each.outcome().label(), each.latencies().count());
    }
    return counts;
  }

  long counted() {
    return counts().values().stream().mapToLong(Long::longValue).sum();
  }

  int asked() {
    return nodes.stream().mapToInt(node -> node.requests().size()).sum();
  }

  int permitsTaken() {
    return upstreamNodes.stream().mapToInt(Node::inFlight).sum();
  }

  /** Nodes that are asked for their heights and say that nothing has changed. */
  private final class ConfirmingHead implements HeadRefresh {
    @Override
    public void refresh(Loop asker, Runnable fresh) {
      view =
          new HeadView(view.generation(), view.servingHeight(), loop.clock().nanos(), view.nodes());
      asker.execute(fresh);
    }

    @Override
    public void answered(int node, long height) {}
  }
}
