package headgate.acceptance.failure;

import headgate.acceptance.failure.Outcome.Opinion;
import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.chain.method.Lane;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.TlsConfig;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.observe.NodeStatus;
import headgate.gateway.outcome.TryFailure;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One failure, met in one way: a network of two nodes, of which the second is a fallback, so that
 * the first is asked first.
 */
final class Cell implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final LanesConfig LANES =
      new LanesConfig(
          new LaneConfig(64, MOMENT, Duration.ofSeconds(4), 2),
          new LaneConfig(64, MOMENT, Duration.ofSeconds(3), 2),
          new LaneConfig(64, MOMENT, Duration.ofSeconds(3), 2));

  /** Enough for a node to be left out, and so few that two nodes do not fail too often. */
  private static final Map<Reach, Integer> BATCH = Map.of(Reach.ONE, 8, Reach.BOTH, 2);

  private static final String HASH = "{\"txHash\":\"0x" + "a".repeat(64) + "\"}";

  private final TryFailure failure;
  private final Way way;
  private final Reach reach;
  private final TlsConfig tls;
  private final FailingNode first;
  private final FailingNode second;

  Cell(TryFailure failure, Way way, Reach reach, Identity identity) {
    this.failure = failure;
    this.way = way;
    this.reach = reach;
    tls = identity.trust();
    first = new FailingNode(failure, identity.node());
    second = new FailingNode(failure, identity.node());
  }

  /** Makes nodes, in plain or behind TLS, and says whom to trust. */
  interface Identity {
    FakeNode node();

    TlsConfig trust();
  }

  String name() {
    return (way + "-" + reach).toLowerCase(Locale.ROOT);
  }

  NetworkConfig network() {
    var nodes = Stream.of(first, second).map(FailingNode::node).toList();
    var network = TestNetwork.of("icon").named(name()).prefix("/" + name()).lanes(LANES);
    return network
        .node(node("first", nodes.getFirst(), NodeRole.PRIMARY))
        .node(node("second", nodes.getLast(), NodeRole.FALLBACK))
        .config();
  }

  private NodeConfig node(String name, FakeNode node, NodeRole role) {
    return new NodeConfig(name, node.uri(), tls, Map.of())
        .with(new NodeDuty(role, EnumSet.allOf(Lane.class)));
  }

  /** Makes the failure begin, asks, and says what came of it. */
  Outcome observe(TestGateway gateway) {
    if (failure == TryFailure.IDLE_CLOSED) {
      keepConnections(gateway);
    }
    if (way == Way.HIT) {
      ask(gateway, Calls.balanceAt(1, 50));
    }
    var before = reached();
    first.begin();
    if (reach == Reach.BOTH) {
      second.begin();
    }
    var answer = ask(gateway, body());
    var counted = way == Way.WRITE || way == Way.HIT;
    return new Outcome(
        answer.status(),
        told(answer),
        status(gateway, 1).retries() > 0,
        counted ? reached() - before : -1,
        opinion(status(gateway, 0)));
  }

  /** The next call of the lane finds a connection that has served one. */
  private void keepConnections(TestGateway gateway) {
    ask(
        gateway,
        switch (way) {
          case READ, BATCH, HIT -> Calls.balance(99);
          case WAIT -> Calls.call("1", way.method(), HASH.replace('a', 'b'));
          case WRITE ->
              Calls.call(
                  "1",
                  way.method(),
                  Calls.SIGNED_TRANSACTION.replace("\"nonce\":\"0x1\"", "\"nonce\":\"0x2\""));
        });
  }

  private String body() {
    return switch (way) {
      case READ -> Calls.balance(1);
      case WAIT -> Calls.call("1", way.method(), HASH);
      case WRITE -> Calls.send();
      case BATCH ->
          IntStream.range(0, BATCH.getOrDefault(reach, 1))
              .mapToObj(Calls::balance)
              .collect(Collectors.joining(",", "[", "]"));
      case HIT -> Calls.balanceAt(1, 50);
    };
  }

  private RawResponse ask(TestGateway gateway, String body) {
    try (var client = RawHttp.connect(gateway.port()).within(PATIENCE)) {
      return client.send(RawHttp.request("/" + name() + TestGateway.PATH, body)).response();
    }
  }

  private int reached() {
    return Stream.of(first, second)
        .mapToInt(node -> node.node().received(way.method()).size())
        .sum();
  }

  private NodeStatus status(TestGateway gateway, int place) {
    return gateway.gateway().networks().stream()
        .filter(network -> network.name().equals(name()))
        .findFirst()
        .orElseThrow()
        .nodes()
        .get(place);
  }

  private Opinion opinion(NodeStatus node) {
    if (way != Way.BATCH || reach != Reach.ONE) {
      return Opinion.OPEN;
    }
    if (node.load().cooling()) {
      return Opinion.LEFT_ALONE;
    }
    return node.load().ejections() > 0 ? Opinion.LEFT_OUT : Opinion.KEPT;
  }

  private static String told(RawResponse answer) {
    var json = JsonMapper.shared().readTree(answer.body());
    var items = json.isArray() ? List.copyOf(json.values()) : List.of(json);
    return items.stream().map(Cell::toldOf).distinct().collect(Collectors.joining(" or "));
  }

  private static String toldOf(JsonNode item) {
    return item.has("result") ? Outcome.ANSWER : item.path("error").path("code").toString();
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
