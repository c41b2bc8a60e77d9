package headgate.acceptance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeStreamNode;
import headgate.acceptance.kit.RawWebSocket;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.StreamConfig;
import headgate.gateway.observe.NodeStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one caller, and all of them, may take of streams. */
class StreamLimitsTest {
  private static final String PATH = "/api/v3/icon_dex/block";
  private static final String REQUEST = "{\"height\":\"0x1\"}";
  private static final String BEGUN = "{\"code\":0}\n";
  private static final String TOO_MANY = "{\"code\":-31005,\"message\":\"too many monitor\"}\n";
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration PING = Duration.ofSeconds(20);

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final FakeStreamNode first = node();
  private final FakeStreamNode second = node();

  @AfterEach
  void close() throws Exception {
    for (var each : opened.reversed()) {
      each.close();
    }
  }

  private FakeStreamNode node() {
    var node = FakeStreamNode.start();
    opened.add(node);
    return node;
  }

  private TestGateway gateway(StreamConfig streams) {
    return gateway(streams, TestLimits.defaults());
  }

  private TestGateway gateway(StreamConfig streams, TestLimits limits) {
    var gateway = TestNetwork.streaming(first, second).streams(streams).serve(limits);
    opened.add(gateway);
    // It is ready with one of them, which would then get every stream.
    Eventually.holds(
        "both nodes are up",
        () ->
            gateway.gateway().networks().getFirst().nodes().stream()
                .allMatch(node -> node.state().equals("up")));
    return gateway;
  }

  private RawWebSocket ask(TestGateway gateway) {
    var caller = RawWebSocket.open(gateway.port(), PATH).send(REQUEST);
    opened.add(caller);
    return caller;
  }

  private RawWebSocket begun(TestGateway gateway) {
    var caller = ask(gateway);
    assertThat(caller.nextText()).isEqualTo(BEGUN);
    return caller;
  }

  private static void assertRefused(RawWebSocket caller) {
    assertThat(caller.nextText()).isEqualTo(TOO_MANY);
    assertThat(caller.closeStatus()).isEqualTo(1006);
  }

  private static List<Integer> streams(TestGateway gateway) {
    var network = gateway.gateway().networks().getFirst();
    var numbers = new ArrayList<>(List.of(network.streams()));
    numbers.addAll(network.nodes().stream().map(NodeStatus::streams).toList());
    return numbers;
  }

  private static long bufferedBytes(TestGateway gateway) {
    return gateway.gateway().process().bufferedBytes();
  }

  @Test
  void oneAddressHasItsShareAndALeftSeatIsFreeAgain() {
    var gateway = gateway(new StreamConfig(10, 3, 10, PING, 16_384));
    var one = begun(gateway);
    begun(gateway);
    begun(gateway);

    assertThat(streams(gateway)).containsExactly(3, 2, 1);
    assertRefused(ask(gateway));
    one.close();
    Eventually.value("a seat is free", () -> streams(gateway), seen -> seen.getFirst() == 2);
    begun(gateway);
  }

  @Test
  void theNetworkHasItsCap() {
    var gateway = gateway(new StreamConfig(2, 10, 10, PING, 16_384));
    begun(gateway);
    begun(gateway);

    assertRefused(ask(gateway));
  }

  @Test
  void noNodeGetsMoreThanItsCap() {
    var gateway = gateway(new StreamConfig(100, 100, 2, PING, 16_384));
    for (var seat = 0; seat < 4; seat++) {
      begun(gateway);
    }

    assertThat(streams(gateway)).containsExactly(4, 2, 2);
    assertRefused(ask(gateway));
    assertThat(first.streams()).hasSize(2);
    assertThat(second.streams()).hasSize(2);
  }

  @Test
  void aNodeGetsAsManyAsItsChainSaysWhereNothingIsSet() {
    var gateway = gateway(new StreamConfig(100, 100, null, PING, 16_384));
    for (var seat = 0; seat < 20; seat++) {
      begun(gateway);
    }

    assertThat(streams(gateway)).containsExactly(20, 10, 10);
    assertRefused(ask(gateway));
  }

  @Test
  void aStreamIsEndedWhenItsNodeIsNoLongerUp() {
    var gateway = gateway(StreamConfig.defaults());
    var one = begun(gateway);
    var other = begun(gateway);
    second.network("0x1");

    assertThat(other.closeStatus()).isEqualTo(1012);
    Eventually.holds("it was told", () -> second.stream(0).frames().contains("8:1001"));
    one.send(true, RawWebSocket.PING);
    assertThat(one.next().opcode()).isEqualTo(RawWebSocket.PONG);
    begun(gateway);
    assertThat(first.streams()).hasSize(2);
  }

  @Test
  void aNodeThatIsFullIsNotTheEndOfIt() {
    var gateway = gateway(StreamConfig.defaults());
    first.plays(stream -> {
      stream.request();
      stream.send(TOO_MANY).end();
    });
    begun(gateway);
    begun(gateway);

    assertThat(first.streams()).isNotEmpty();
    assertThat(second.streams()).hasSize(2);
  }

  @Test
  void aNodeThatDiesIsNotTheEndOfIt() {
    var gateway = gateway(StreamConfig.defaults());
    var one = begun(gateway);
    var other = begun(gateway);
    first.dies();

    assertThat(one.closeStatus()).isEqualTo(1006);
    Eventually.value("its seat is free", () -> streams(gateway), seen -> seen.get(1) == 0);
    begun(gateway);
    begun(gateway);
    assertThat(second.streams()).hasSize(3);
    other.send(true, RawWebSocket.PING, "?".getBytes(UTF_8));
    assertThat(other.next().opcode()).isEqualTo(RawWebSocket.PONG);
  }

  @Test
  void whereEveryNodeIsFullTheirOwnWordsAreTold() {
    var gateway = gateway(StreamConfig.defaults());
    for (var node : List.of(first, second)) {
      node.plays(stream -> {
        stream.request();
        stream.send(TOO_MANY).end();
      });
    }

    assertRefused(ask(gateway));
    assertThat(first.streams()).hasSize(1);
    assertThat(second.streams()).hasSize(1);
    Eventually.value(
        "all seats are free", () -> streams(gateway), seen -> seen.equals(List.of(0, 0, 0)));
  }

  @Test
  void aCallerThatAsksForNothingIsClosed() {
    var gateway = gateway(StreamConfig.defaults(), TestLimits.defaults().headerDeadline(SHORT));
    try (var caller = RawWebSocket.open(gateway.port(), PATH);
        var slow = RawWebSocket.open(gateway.port(), PATH)) {
      slow.send(false, RawWebSocket.TEXT, "{".getBytes(UTF_8));

      assertThat(caller.closeStatus()).isEqualTo(1006);
      assertThat(slow.closeStatus()).isEqualTo(1006);
    }
  }

  @Test
  void anOpenStreamHasNoDeadline() {
    var limits =
        TestLimits.defaults().headerDeadline(SHORT).bodyDeadline(SHORT).idleDeadline(SHORT);
    var gateway = gateway(StreamConfig.defaults(), limits.writeDeadline(SHORT));
    var caller = begun(gateway);
    var silent = RawWebSocket.open(gateway.port(), PATH);

    // The one that asked for nothing shows that all deadlines have passed.
    assertThat(silent.closeStatus()).isEqualTo(1006);
    assertThat(first.streams().getFirst().isOver()).isFalse();
    caller.send(true, RawWebSocket.PING);
    assertThat(caller.next().opcode()).isEqualTo(RawWebSocket.PONG);
  }

  @Test
  void anOversizeMessageEndsTheConnection() {
    var gateway = gateway(StreamConfig.defaults());
    try (var caller = RawWebSocket.open(gateway.port(), PATH).send("x".repeat(16_385))) {
      assertThat(caller.closeStatus()).isEqualTo(1009);
    }
    try (var caller = RawWebSocket.open(gateway.port(), PATH)) {
      caller.send(false, RawWebSocket.TEXT, new byte[10_000]);
      caller.send(true, 0, new byte[10_000]);
      assertThat(caller.closeStatus()).isEqualTo(1009);
    }
    try (var caller = begun(gateway)) {
      caller.send("x".repeat(16_384));
      caller.send(false, RawWebSocket.TEXT, new byte[16_384]);
      caller.send(true, 0, new byte[1]);
      assertThat(caller.closeStatus()).isEqualTo(1009);
    }
    Eventually.value("all seats are free", () -> streams(gateway), seen -> seen.getFirst() == 0);
  }

  @Test
  void whoBreaksTheProtocolIsToldSo() {
    var gateway = gateway(StreamConfig.defaults());
    try (var caller = begun(gateway)) {
      caller.sendBytes((byte) 0x81, (byte) 0x01, (byte) 'x');
      assertThat(caller.closeStatus()).isEqualTo(1002);
    }
    Eventually.value("its seat is free", () -> streams(gateway), seen -> seen.getFirst() == 0);
  }

  @Test
  void aCallerThatReadsNothingIsCutAndTheNodeIsHeldBackMeanwhile() {
    var gateway =
        gateway(
            StreamConfig.defaults(), TestLimits.defaults().writeDeadline(Duration.ofSeconds(1)));
    var sent = new AtomicLong();
    first.plays(stream -> {
      stream.begin();
      while (true) {
        stream.send("x".repeat(10_000));
        sent.addAndGet(10_000);
      }
    });
    var caller = begun(gateway);

    Eventually.holds("its share is counted", () -> bufferedBytes(gateway) > 0);
    Eventually.value("the seat is free", () -> streams(gateway), seen -> seen.getFirst() == 0);
    Eventually.holds("the node is left", () -> first.streams().getFirst().isOver());
    // The buffers of the machine on both ways, and a little of the gateway's own.
    assertThat(sent.get()).isBetween(100_000L, 40_000_000L);
    Eventually.holds("nothing is held", () -> bufferedBytes(gateway) == 0);
    caller.close();
  }
}
