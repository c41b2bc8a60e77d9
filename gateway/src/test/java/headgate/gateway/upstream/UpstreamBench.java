package headgate.gateway.upstream;

import headgate.chain.ChainProfile;
import headgate.chain.method.Lane;
import headgate.gateway.admit.ByteBudget;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.WritesConfig;
import headgate.gateway.config.role.FallbackConfig;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.decompose.Call;
import headgate.gateway.head.HeadRefresh;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightWaits;
import headgate.gateway.outcome.Reply;
import headgate.gateway.route.NodeCall;
import headgate.gateway.seam.Loop;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ManualLoop;
import headgate.gateway.testkit.ManualWire;
import headgate.gateway.testkit.ScriptedNode;
import headgate.gateway.testkit.ScriptedRequest;
import headgate.gateway.testkit.Views;
import headgate.gateway.upstream.choice.Fallbacks;
import headgate.gateway.upstream.health.MethodLatencies;
import headgate.gateway.upstream.health.TryBudgets;
import headgate.gateway.upstream.writes.SentTransactions;
import headgate.gateway.upstream.writes.WriteCounts.Lost;
import headgate.gateway.upstream.writes.WriteTerms;
import headgate.jsonrpc.RequestId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** An upstream with scripted nodes on virtual time; the nodes are asked in their order. */
final class UpstreamBench {
  static final Duration BLOCK = Duration.ofSeconds(2);
  static final int ANSWER_BYTES_MAX = 10_000;
  static final Duration CONNECT = Duration.ofSeconds(1);

  /** Short enough to be read in a test: reads 8 s in 4 tries, writes 15 s in 3, waits 60 s in 2. */
  static final LanesConfig LANES =
      new LanesConfig(
          new LaneConfig(4, CONNECT, Duration.ofSeconds(8), 4),
          new LaneConfig(2, CONNECT, Duration.ofSeconds(15), 3),
          new LaneConfig(3, CONNECT, Duration.ofSeconds(60), 2));

  /** Few enough to be used up in a test. */
  static final FallbackConfig FALLBACK = new FallbackConfig(5, Duration.ofSeconds(10));

  /** Draws the first two candidates, so that with growing latencies the first one is chosen. */
  private static final RandomGenerator FIRST_TWO = () -> 0;

  /** How ICON's nodes are asked for a transaction. */
  static final String LOOKUP = "icx_getTransactionResult";

  final ManualLoop loop = new ManualLoop();
  final ManualWire wire = new ManualWire(loop);
  final ByteBudget budget = new ByteBudget(1 << 20);
  final List<ScriptedNode> scripts = new ArrayList<>();
  final List<Node> nodes = new ArrayList<>();
  final Fallbacks fallbacks;
  final Upstream upstream;
  HeadView view;

  /** What answers have shown, as node and height. */
  final List<String> reported = new ArrayList<>();

  private final AnswerJudge judge;
  final HeightWaits waits;
  final WriteTerms writes;
  Upstream.WriteHash hashing = _ -> "0xabc";

  /** Whether calls that leave their height open are sent with it. */
  boolean pins;

  UpstreamBench(int count) {
    this(count, Calls.ICON);
  }

  UpstreamBench(int count, ChainProfile profile) {
    this(count, profile, LANES);
  }

  UpstreamBench(int count, ChainProfile profile, LanesConfig lanes) {
    this(plain(count), profile, lanes, WritesConfig.defaults());
  }

  UpstreamBench(List<NodeDuty> duties) {
    this(duties, WritesConfig.defaults());
  }

  UpstreamBench(List<NodeDuty> duties, WritesConfig writes) {
    this(duties, Calls.ICON, LANES, writes);
  }

  /** Nodes to which a write goes as the operator wants it. */
  UpstreamBench(int count, WritesConfig writes) {
    this(plain(count), writes);
  }

  UpstreamBench(int count, ChainProfile profile, WritesConfig writes) {
    this(plain(count), profile, LANES, writes);
  }

  private static List<NodeDuty> plain(int count) {
    return Collections.nCopies(count, NodeDuty.EVERYTHING);
  }

  private UpstreamBench(
      List<NodeDuty> duties, ChainProfile profile, LanesConfig lanes, WritesConfig sendingTo) {
    var count = duties.size();
    writes = new WriteTerms(sendingTo);
    for (var index = 0; index < count; index++) {
      var name = "n" + index;
      var config = NodeConfig.of(name, URI.create("http://" + name)).with(duties.get(index));
      nodes.add(new Node(index, config, lanes));
      scripts.add(new ScriptedNode(loop).aside(LOOKUP, UpstreamBench::notFound));
      wire.reaching(name, scripts.getLast());
    }
    fallbacks =
        new Fallbacks(
            "test",
            FALLBACK,
            duties,
            (node, nowNanos) -> nodes.get(node).failing(nowNanos),
            loop.clock().nanos());
    view = Views.up(count, 100);
    waits = new HeightWaits(loop, () -> view, BLOCK);
    judge = new AnswerJudge(profile);
    upstream =
        upstream(
            new Upstream.Terms(
                nodes,
                fallbacks,
                lanes,
                ANSWER_BYTES_MAX,
                () -> view,
                call -> hashing.hash(call),
                new SentTransactions(),
                writes,
                new TryBudgets(),
                (_, _, _) -> {},
                budget));
    preferInOrder();
  }

  private Upstream upstream(Upstream.Terms terms) {
    var heights = new ShownHeights(ReportedHeights::new, waits);
    return new Upstream(loop, wire, terms, judge, FIRST_TWO, heights);
  }

  /** What another loop has of the same nodes; both run on the one loop of the test. */
  Upstream anotherLoopsUpstream() {
    return upstream(upstream.terms());
  }

  /** Node 0 seems fastest, the next one next. */
  void preferInOrder() {
    var now = loop.clock().nanos();
    nodes.forEach(node -> node.health().latency().sample(1_000L << (10 * node.index()), now));
  }

  /** The network has learnt how long the calls of a method take. */
  void usuallyTakes(Call call, Duration time) {
    for (var sample = 0; sample < MethodLatencies.SAMPLES_LEAST; sample++) {
      upstream.latencies().sample(call.method().index(), time.toNanos());
    }
  }

  /** A node does not know the transaction that it is asked for. */
  static void notFound(ScriptedRequest request) {
    request.error(-31004, "NotFound: E1005:not found tx");
  }

  /** How often that was learnt of a write whose answer was lost. */
  long lost(Lost what) {
    return writes.counts().losts(what);
  }

  /** How often each node was asked for a transaction. */
  List<Integer> lookups() {
    return scripts.stream().map(script -> script.asides().size()).toList();
  }

  ScriptedNode node(int index) {
    return scripts.get(index);
  }

  /** What the receiver of one call heard, in order. */
  List<Reply> fetch(Call call) {
    var heard = begin(call);
    loop.settle();
    return heard;
  }

  /** The same without letting anything happen. */
  List<Reply> begin(Call call) {
    var heard = new ArrayList<Reply>();
    begin(call, heard::add);
    return heard;
  }

  /** The same for a receiver of the test's own. */
  Fetching begin(Call call, Consumer<Reply> receiver) {
    return begin(call, 0, receiver);
  }

  /** The same for one of several callers. */
  Fetching begin(Call call, int caller, Consumer<Reply> receiver) {
    var needed = call.method().lane() == Lane.WRITE ? -1 : view.servingHeight();
    return upstream.fetch(nodeCall(call, needed), caller, receiver);
  }

  NodeCall nodeCall(Call call, long needed) {
    return new NodeCall(call, "/api/v3", needed, pins && call.pinnable(), null);
  }

  /** How many requests each node received. */
  List<Integer> asked() {
    return scripts.stream().map(script -> script.requests().size()).toList();
  }

  int permitsTaken() {
    return nodes.stream().mapToInt(Node::inFlight).sum();
  }

  /** Lets the time pass in which a call waits for nodes that are almost there. */
  void loseHope() {
    loop.advance(Fetch.PATIENCE.plusMillis(10));
  }

  /** What comes of a call that waits for nodes in vain. */
  List<Reply> fetchPatiently(Call call) {
    var heard = fetch(call);
    loseHope();
    return heard;
  }

  static String text(List<Reply> heard) {
    if (heard.size() != 1) {
      throw new AssertionError("told " + heard.size() + " times: " + heard);
    }
    return switch (heard.getFirst()) {
      case Reply.Answered answered -> answered.text().with(RequestId.of(1));
      case Reply.Failed failed ->
          failed.failure().kind()
              + (failed.failure().dataJson() == null ? "" : failed.failure().dataJson());
    };
  }

  /** A new view is published. */
  void see(HeadView next) {
    view = next;
    fallbacks.look(next, loop.clock().nanos());
    waits.moved();
    loop.settle();
  }

  /** Moves the serving height. */
  void moveTo(long height) {
    view = Views.up(nodes.size(), height);
    waits.moved();
    loop.settle();
  }

  /** Writes down what answers have shown. */
  private final class ReportedHeights implements HeadRefresh {
    @Override
    public void refresh(Loop asker, Runnable fresh) {
      throw new AssertionError("nobody asks for heights here");
    }

    @Override
    public void answered(int node, long height) {
      reported.add("n" + node + " " + height);
    }
  }
}
