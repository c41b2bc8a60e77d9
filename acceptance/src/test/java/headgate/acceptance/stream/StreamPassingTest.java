package headgate.acceptance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeStreamNode;
import headgate.acceptance.kit.NodeSideStream;
import headgate.acceptance.kit.RawWebSocket;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.Secret;
import headgate.gateway.config.TlsConfig;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes between a caller and the node that serves its stream. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamPassingTest {
  private static final String PATH = "/api/v3/icon_dex/event";
  private static final String REQUEST = "{\"height\":\"0x1\",\"event\":\"A(int)\"}";
  private static final String BEGUN = "{\"code\":0}\n";

  private final FakeStreamNode node = FakeStreamNode.start();
  private final TestGateway gateway = TestNetwork.streaming(node).serve();

  @AfterAll
  void stop() {
    gateway.close();
    node.close();
  }

  private RawWebSocket open() {
    var caller = RawWebSocket.open(gateway.port(), PATH).send(REQUEST);
    assertThat(caller.nextText()).isEqualTo(BEGUN);
    return caller;
  }

  private NodeSideStream last() {
    return node.streams().getLast();
  }

  @Test
  void framesOfTheNodeReachTheCallerOneByOne() throws IOException {
    try (var caller = open()) {
      var stream = last();
      stream.send("{\"height\":\"0x1\"}\n");
      stream.send(false, RawWebSocket.TEXT, "é".getBytes(UTF_8)[0]);
      stream.send(true, 0, "é".getBytes(UTF_8)[1]);
      stream.send(true, RawWebSocket.BINARY, new byte[0]);
      stream.send("x".repeat(60_000));

      assertThat(caller.nextText()).isEqualTo("{\"height\":\"0x1\"}\n");
      assertThat(caller.next()).extracting("last", "opcode").containsExactly(false, 1);
      assertThat(caller.next()).extracting("last", "opcode").containsExactly(true, 0);
      assertThat(caller.next()).isEqualTo(new RawWebSocket.Frame(true, RawWebSocket.BINARY, ""));
      assertThat(caller.nextText()).hasSize(60_000);
    }
  }

  @Test
  void aMessageOfAnyLengthPassesWhole() throws IOException {
    try (var caller = open()) {
      var long1 = "0123456789".repeat(200_000);
      last().send(long1).send("after");

      var message = new StringBuilder();
      var frame = caller.next();
      for (; !frame.last(); frame = caller.next()) {
        message.append(frame.text());
      }
      assertThat(message.append(frame.text()).toString()).isEqualTo(long1);
      assertThat(caller.nextText()).isEqualTo("after");
    }
  }

  @Test
  void aCallersLaterWordsAreDroppedAndItsPingsAnswered() {
    try (var caller = open()) {
      caller.send("{\"keepalive\":\"0x1\"}");
      caller.send(true, RawWebSocket.BINARY, new byte[] {1, 2, 3});
      caller.send(true, RawWebSocket.PING, "hello".getBytes(UTF_8));

      assertThat(caller.next()).isEqualTo(new RawWebSocket.Frame(true, RawWebSocket.PONG, "hello"));
      assertThat(last().frames()).containsExactly("1:" + REQUEST);
    }
  }

  @Test
  void aRequestMayComeInFragmentsAndInABinaryFrame() throws IOException {
    try (var caller = RawWebSocket.open(gateway.port(), PATH)) {
      caller.send(false, RawWebSocket.BINARY, "{\"height\":".getBytes(UTF_8));
      caller.send(true, RawWebSocket.PING);
      caller.send(true, 0, "\"0x1\"}".getBytes(UTF_8));

      assertThat(caller.next().opcode()).isEqualTo(RawWebSocket.PONG);
      assertThat(caller.nextText()).isEqualTo(BEGUN);
      assertThat(last().request()).isEqualTo("{\"height\":\"0x1\"}");
    }
  }

  @Test
  void aNodesCloseFrameReachesTheCaller() throws IOException {
    try (var caller = open()) {
      last().sendClose(1001);

      assertThat(caller.closeStatus()).isEqualTo(1001);
      Eventually.holds("the node is answered", () -> last().frames().contains("8:1001"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNodeThatIsGoneIsGoneForItsCaller(boolean orderly) throws IOException {
    try (var caller = open()) {
      last().send("last words\n");
      assertThat(caller.nextText()).isEqualTo("last words\n");
      if (orderly) {
        last().end();
      } else {
        last().reset();
      }

      assertThat(caller.closeStatus()).isEqualTo(1006);
    }
  }

  @Test
  void whatANodeSaidBeforeItsEndStillArrives() throws IOException {
    try (var caller = open()) {
      for (var line = 0; line < 1_000; line++) {
        last().send("x".repeat(1_000));
      }
      last().end();

      for (var line = 0; line < 1_000; line++) {
        assertThat(caller.nextText()).hasSize(1_000);
      }
      assertThat(caller.closeStatus()).isEqualTo(1006);
    }
  }

  @Test
  void aNodeThatBreaksTheProtocolCostsItsCallerNoMoreThanTheStream() throws IOException {
    try (var caller = open()) {
      last().sendBytes((byte) 0xff, (byte) 0xff);

      assertThat(caller.closeStatus()).isEqualTo(1011);
      Eventually.holds("the node learns why", () -> last().frames().contains("8:1002"));
    }
  }

  @Test
  void aCallersCloseFrameIsAnsweredAndReachesTheNode() {
    try (var caller = open()) {
      caller.send(true, RawWebSocket.CLOSE, (byte) 0x0f, (byte) 0xa1, (byte) '!');

      assertThat(caller.closeStatus()).isEqualTo(4001);
      Eventually.holds("the node learns it", () -> last().frames().contains("8:4001!"));
    }
  }

  @Test
  void theNodeLearnsThatItsCallerIsGone() {
    open().close();

    Eventually.holds("the node is left", () -> last().frames().contains("8:1001"));
    Eventually.holds("its connection ends", () -> last().isOver());
  }

  @Test
  void aStoppingGatewayTellsItsCallers() {
    var other = TestNetwork.streaming(node).serve();
    try (var caller = RawWebSocket.open(other.port(), PATH).send(REQUEST)) {
      assertThat(caller.nextText()).isEqualTo(BEGUN);
      other.close();

      assertThat(caller.closeStatus()).isEqualTo(1001);
    }
  }

  @Test
  void aNodeIsReachedUnderItsBasePathWithItsSecret() throws IOException {
    var config =
        new NodeConfig(
            "n0",
            URI.create(node.uri() + "/base/"),
            TlsConfig.defaults(),
            Map.of("X-Api-Key", Secret.of("open sesame")));
    try (var other = TestNetwork.streaming().node(config).serve();
        var caller = RawWebSocket.open(other.port(), PATH).send(REQUEST)) {
      assertThat(caller.nextText()).isEqualTo(BEGUN);

      assertThat(last().upgrade().target()).isEqualTo("/base/api/v3/icon_dex/event");
      assertThat(last().upgrade().header("X-Api-Key")).isEqualTo("open sesame");
      assertThat(last().upgrade().headers()).hasSize(6);
    }
  }
}
