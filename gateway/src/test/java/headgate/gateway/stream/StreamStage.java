package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.chain.ChainProfiles;
import headgate.gateway.address.IpAddress;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.Secret;
import headgate.gateway.config.StreamConfig;
import headgate.gateway.config.TlsConfig;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.listen.Door;
import headgate.gateway.listen.websocket.Streams;
import headgate.gateway.observe.StreamEnds;
import headgate.gateway.observe.StreamOutcome;
import headgate.gateway.observe.access.LoopAccess;
import headgate.gateway.testkit.ManualLoop;
import headgate.gateway.testkit.ManualWire;
import headgate.gateway.upstream.Node;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;

/** A gate with manual time, wire and callers, in front of three nodes that are up. */
final class StreamStage {
  static final String REQUEST = "{\"height\":\"0x1\"}";
  static final String BEGUN = "{\"code\":0}\n";
  static final Duration PING = Duration.ofSeconds(20);
  static final Duration WRITE_DEADLINE = Duration.ofSeconds(30);

  final ManualLoop loop = new ManualLoop();
  final ManualWire wire = new ManualWire(loop);
  final StreamSeats seats;
  final StreamEnds ends = new StreamEnds();
  final StreamTerms terms;
  final StreamGate gate;
  private HeadView view = view(NodeState.UP, NodeState.UP, NodeState.UP);

  /** One caller and its session. */
  record Guest(RecordingCaller caller, Streams.Session session) {
    Guest asks(String request) {
      session.request(request.getBytes(UTF_8));
      return this;
    }

    List<String> seen() {
      return caller.seen();
    }
  }

  StreamStage() {
    this(new StreamConfig(4, 3, 2, PING, 16_384));
  }

  StreamStage(StreamConfig config) {
    seats = new StreamSeats(config, 2, 3);
    var profile = ChainProfiles.builtIn("icon");
    var nodes = new ArrayList<Node>();
    for (var index = 0; index < 3; index++) {
      nodes.add(new Node(index, node(index), LanesConfig.defaults()));
    }
    terms =
        new StreamTerms(
            "test",
            nodes,
            () -> view,
            seats,
            ends,
            profile.paths().streams(),
            profile.errors(),
            config,
            WRITE_DEADLINE,
            64);
    // The same masks in every run.
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    gate = new StreamGate(loop, wire, random, List.of(terms), LoopAccess.OFF);
  }

  private static NodeConfig node(int index) {
    return new NodeConfig(
        "n" + index,
        URI.create("http://node" + index + ":9000/base/"),
        TlsConfig.defaults(),
        Map.of("X-Key", Secret.of("s3cret" + index)));
  }

  /** The ways in which streams have ended so far, and how many in each. */
  Map<StreamOutcome, Long> ended() {
    var happened = new EnumMap<StreamOutcome, Long>(StreamOutcome.class);
    ends.counts()
        .forEach((outcome, count) -> {
          if (count > 0) {
            happened.put(outcome, count);
          }
        });
    return happened;
  }

  /** How the nodes stand from now on. */
  void nodes(NodeState... states) {
    view = view(states);
  }

  static HeadView view(NodeState... states) {
    var nodes = new ArrayList<NodeStanding>();
    for (var state : states) {
      nodes.add(new NodeStanding(state, "", 10, 0));
    }
    return new HeadView(0, 10, 0, nodes);
  }

  /** A caller whose connection has just switched. */
  Guest guest() {
    var caller = new RecordingCaller(loop, IpAddress.LOOPBACK);
    return new Guest(caller, gate.enter(new Door.Stream(0, "block", "/api/v3/x/block"), caller));
  }

  /** A caller whose stream has begun at the first node that was asked. */
  Guest streaming() {
    var guest = guest().asks(REQUEST);
    line().upgrade().sendText(BEGUN).frames();
    guest.seen();
    return guest;
  }

  /** The node's end of the connection that was asked for last. */
  NodeEnd line() {
    return new NodeEnd(wire.last());
  }

  /** The nodes' ends of all connections, in order. */
  List<NodeEnd> lines() {
    return wire.connections().stream().map(NodeEnd::new).toList();
  }
}
