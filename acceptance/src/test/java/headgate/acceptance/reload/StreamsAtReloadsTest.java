package headgate.acceptance.reload;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.FakeStreamNode;
import headgate.acceptance.kit.RawWebSocket;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.StreamConfig;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Streams that are open when another configuration comes are judged by it. */
class StreamsAtReloadsTest {
  private static final String PATH = "/api/v3/icon_dex/block";

  @AutoClose private final FakeStreamNode first = FakeStreamNode.start();
  @AutoClose private final FakeStreamNode second = FakeStreamNode.start();
  private final NetworkConfig both = TestNetwork.streaming(first, second).config();
  private final NetworkConfig reversed = withNodes(1, 0);

  @AutoClose
  private final TestGateway gateway = TestGateway.of(TestLimits.defaults().config(), both).ready();

  private RawWebSocket caller = RawWebSocket.open(gateway.port(), PATH);

  @AfterEach
  void close() {
    caller.close();
  }

  private NetworkConfig withNodes(int... places) {
    var network = TestNetwork.of("icon");
    for (var place : places) {
      network.node(both.nodes().get(place));
    }
    return network.config();
  }

  private void begin() {
    caller.send("{\"height\":\"0x64\"}");
    assertThat(caller.nextText()).isEqualTo("{\"code\":0}\n");
  }

  private List<Integer> streams() {
    var network = gateway.gateway().networks().getFirst();
    return network.nodes().stream().map(node -> node.streams()).toList();
  }

  @Test
  void aStreamGoesOnWithItsNodeWhereverThatStands() {
    begin();
    var before = streams();

    gateway.reloadNetwork(_ -> reversed);

    assertThat(streams()).isEqualTo(before.reversed());
    assertThat(gateway.gateway().networks().getFirst().streams()).isOne();
    caller.send(true, RawWebSocket.PING);
    assertThat(caller.next().opcode()).isEqualTo(RawWebSocket.PONG);
  }

  @Test
  void oneWhoseNodeIsGoneMayComeAgain() {
    begin();
    var stays = streams().getFirst() == 1 ? 1 : 0;

    gateway.reloadNetwork(_ -> withNodes(stays));

    assertThat(caller.closeStatus()).isEqualTo(1012);
    assertThat(streams()).containsExactly(0);
  }

  @Test
  void oneOverALoweredCapMayTryLater() {
    begin();
    try (var other = RawWebSocket.open(gateway.port(), PATH)) {
      other.send("{\"height\":\"0x64\"}");
      assertThat(other.nextText()).isEqualTo("{\"code\":0}\n");

      gateway.reloadNetwork(was -> streaming(was, 1));

      assertThat(gateway.gateway().networks().getFirst().streams()).isOne();
      var closed =
          List.of(caller, other).stream()
              .map(each -> each.send(true, RawWebSocket.PING).next())
              .filter(frame -> frame.opcode() == RawWebSocket.CLOSE)
              .toList();
      assertThat(closed).singleElement().matches(frame -> frame.closeStatus() == 1013);
    }
  }

  private static NetworkConfig streaming(NetworkConfig was, int sessionsMax) {
    var usual = StreamConfig.defaults();
    return new NetworkConfig(
        was.name(),
        was.chain(),
        was.network(),
        was.hosts(),
        was.pathPrefix(),
        was.nodes(),
        was.fallback(),
        was.lagMax(),
        was.debugApi(),
        was.pins(),
        was.lanes(),
        was.writes(),
        was.cache(),
        new StreamConfig(
            sessionsMax,
            usual.sessionsPerAddressMax(),
            usual.sessionsPerNodeMax(),
            usual.pingInterval(),
            usual.frameBytesMax()),
        was.probe(),
        was.head(),
        was.lifecycle());
  }

  @Test
  void oneOfANetworkThatIsGoneEnds() {
    begin();

    gateway.reloadNetwork(
        _ -> TestNetwork.of("icon").named("other").node(both.nodes().get(0)).config());

    assertThat(caller.closeStatus()).isEqualTo(1001);
  }

  @Test
  void oneThatHasNotAskedYetIsServedByWhatIsThereThen() {
    gateway.reloadNetwork(_ -> reversed);

    begin();

    assertThat(streams().stream().mapToInt(Integer::intValue).sum()).isOne();
  }
}
