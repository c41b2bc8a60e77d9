package headgate.acceptance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.FakeStreamNode;
import headgate.acceptance.kit.NodeSideStream;
import headgate.acceptance.kit.RawWebSocket;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.StreamConfig;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Signs of life on streams that say nothing, with the shortest interval that can be set. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamPulseTest {
  private static final String PATH = "/api/v3/icon_dex/block";
  private static final String REQUEST = "{\"height\":\"0x1\"}";

  private final FakeStreamNode node = FakeStreamNode.start();
  private final TestGateway gateway =
      TestNetwork.streaming(node)
          .streams(new StreamConfig(10, 10, 10, Duration.ofSeconds(1), 16_384))
          .serve();

  @AfterAll
  void stop() {
    gateway.close();
    node.close();
  }

  private RawWebSocket open(FakeStreamNode.Play play) {
    node.plays(play);
    var caller = RawWebSocket.open(gateway.port(), PATH).send(REQUEST);
    assertThat(caller.nextText()).isEqualTo("{\"code\":0}\n");
    return caller;
  }

  @Test
  void aSilentStreamLivesAsLongAsItsPingsAreAnswered() {
    try (var caller = open(NodeSideStream::begin)) {
      for (var beat = 0; beat < 5; beat++) {
        assertThat(caller.next().opcode()).isEqualTo(RawWebSocket.PING);
        caller.send(true, RawWebSocket.PONG);
      }
    }
  }

  @Test
  void aCallerThatAnswersNoPingIsLeft() {
    try (var caller = open(NodeSideStream::begin)) {
      assertThat(caller.next().opcode()).isEqualTo(RawWebSocket.PING);
      assertThat(caller.next().opcode()).isEqualTo(RawWebSocket.PING);
      assertThat(caller.closeStatus()).isEqualTo(1008);
    }
  }

  @Test
  void anyFrameIsASignOfLife() {
    try (var caller = open(NodeSideStream::begin)) {
      for (var beat = 0; beat < 4; beat++) {
        assertThat(caller.next().opcode()).isEqualTo(RawWebSocket.PING);
        caller.send("{\"keepalive\":\"0x1\"}");
      }
    }
  }

  @Test
  void aNodeThatAnswersNoPingIsLeft() {
    try (var caller = open(stream -> stream.withoutPongs().begin())) {
      for (var beat = 0; beat < 2; beat++) {
        assertThat(caller.next().opcode()).isEqualTo(RawWebSocket.PING);
        caller.send(true, RawWebSocket.PONG);
      }
      assertThat(caller.closeStatus()).isEqualTo(1011);
    }
  }
}
