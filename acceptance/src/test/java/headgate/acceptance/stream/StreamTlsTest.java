package headgate.acceptance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeStreamNode;
import headgate.acceptance.kit.NodeSideStream;
import headgate.acceptance.kit.RawWebSocket;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestIdentity;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.TlsConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Streams of a node that is reached over TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamTlsTest {
  private static final String PATH = "/api/v3/icon_dex/block";
  private static final String REQUEST = "{\"height\":\"0x1\"}";
  private static final String BEGUN = "{\"code\":0}\n";

  private FakeStreamNode node;
  private TestGateway gateway;

  @BeforeAll
  void start(@TempDir Path folder) {
    var identity = TestIdentity.make(folder, "dns:localhost,ip:127.0.0.1");
    var trust = new TlsConfig(true, identity.certificatePem(), null, null, null);
    node = FakeStreamNode.secured(identity);
    gateway =
        TestNetwork.streaming()
            .node(new NodeConfig("secured", node.uri(), trust, Map.of()))
            .serve();
  }

  @AfterAll
  void stop() {
    gateway.close();
    node.close();
  }

  private RawWebSocket open(FakeStreamNode.Play play) {
    node.plays(play);
    var caller = RawWebSocket.open(gateway.port(), PATH).send(REQUEST);
    assertThat(caller.nextText()).isEqualTo(BEGUN);
    return caller;
  }

  @Test
  void framesPassAsTheyAre() {
    try (var caller =
        open(stream -> stream.begin().send("{\"height\":\"0x1\"}\n").send("x".repeat(60_000)))) {
      assertThat(caller.nextText()).isEqualTo("{\"height\":\"0x1\"}\n");
      assertThat(caller.nextText()).isEqualTo("x".repeat(60_000));
      assertThat(node.streams().getLast().upgrade().header("Sec-WebSocket-Version"))
          .isEqualTo("13");
    }
  }

  @Test
  void eachSidesCloseReachesTheOther() {
    try (var caller = open(stream -> stream.begin().sendClose(4_001))) {
      assertThat(caller.closeStatus()).isEqualTo(4_001);
    }
    try (var caller = open(NodeSideStream::begin)) {
      caller.send(true, RawWebSocket.CLOSE, (byte) 0x0f, (byte) 0xa2);
      assertThat(caller.closeStatus()).isEqualTo(4_002);
      Eventually.holds(
          "the node was told", () -> node.streams().getLast().frames().contains("8:4002"));
    }
  }

  @Test
  void aNodeThatBreaksOffEndsTheStream() {
    try (var caller = open(stream -> stream.begin().reset())) {
      assertThat(caller.closeStatus()).isEqualTo(1006);
    }
    Eventually.holds(
        "its seat is free",
        () -> gateway.gateway().networks().getFirst().nodes().getFirst().streams() == 0);
  }

  /** More than a caller's buffers hold, so that reading is stopped and begun again many times. */
  @Test
  void aSlowCallerHoldsTheNodeBackAndLosesNothing() throws IOException {
    var messages = 600;
    try (var caller =
        open(stream -> {
          stream.begin();
          for (var message = 0; message < messages; message++) {
            stream.send(message + "x".repeat(20_000));
          }
        })) {
      Eventually.holds("the caller is slow", () -> gateway.gateway().process().bufferedBytes() > 0);
      for (var message = 0; message < messages; message++) {
        assertThat(caller.nextText()).isEqualTo(message + "x".repeat(20_000));
      }
    }
    Eventually.holds("nothing is held", () -> gateway.gateway().process().bufferedBytes() == 0);
  }
}
