package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.head.NodeState;
import headgate.gateway.seam.Wire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream from its caller's request to the node that takes it, or to none. */
class NodeSearchTest {
  private static final String TOO_MANY =
      "text:{\"code\":-31005,\"message\":\"too many monitor\"}\n";
  private static final String NO_NODE =
      "text:{\"code\":-32093,\"message\":\"NoNode: no node can answer now\"}\n";

  private final StreamStage stage = new StreamStage();

  private List<String> asked() {
    return stage.lines().stream().map(line -> line.host()).toList();
  }

  @Test
  void theNodeIsAskedUnderItsBasePathWithItsHeaders() {
    stage.guest().asks("{ \"height\" : \"0x1\" }");

    var head = stage.line().accept().head();
    assertThat(head).startsWith("GET /base/api/v3/x/block HTTP/1.1\r\nHost: node0:9000\r\n");
    assertThat(head)
        .contains("\r\nX-Key: s3cret0\r\n")
        .contains("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n")
        .containsPattern("\r\nSec-WebSocket-Key: [A-Za-z0-9+/]{22}==\r\n\r\n$");
    stage.line().agree(head);
    assertThat(stage.line().frames()).containsExactly("1:" + StreamStage.REQUEST);
  }

  @Test
  void everyKeyIsAnother() {
    stage.guest().asks(StreamStage.REQUEST);
    stage.guest().asks(StreamStage.REQUEST);

    assertThat(stage.lines())
        .extracting(line -> line.accept().head().replaceAll("(?s).*Key: ", ""))
        .doesNotHaveDuplicates();
  }

  @Test
  void aNodeThatFailedIsAskedLastForAWhile() {
    stage.guest().asks(StreamStage.REQUEST);
    stage.loop.advance(Duration.ofSeconds(2));
    stage.line().upgrade().sendText(StreamStage.BEGUN);
    stage.guest().asks(StreamStage.REQUEST);
    stage.line().upgrade().sendText(StreamStage.BEGUN);
    assertThat(asked()).containsExactly("node0", "node1", "node2");

    stage.guest().asks(StreamStage.REQUEST).session().gone();
    assertThat(asked()).as("not the emptiest").last().isEqualTo("node1");
    stage.loop.advance(Duration.ofSeconds(10));
    stage.guest().asks(StreamStage.REQUEST);

    assertThat(asked()).last().isEqualTo("node0");
  }

  @Test
  void aNodeThatFailedIsStillAskedWhereThereIsNoOther() {
    stage.nodes(NodeState.UP, NodeState.DOWN, NodeState.DOWN);
    stage.guest().asks(StreamStage.REQUEST);
    stage.line().end(Wire.Cause.REFUSED);

    stage.guest().asks(StreamStage.REQUEST);

    assertThat(asked()).containsExactly("node0", "node0");
  }

  @Test
  void aBadRequestReachesNoNode() {
    var guest = stage.guest().asks("{\"height\":\"0x1\",\"foo\":1}");

    assertThat(guest.seen())
        .containsExactly("text:{\"code\":-32700,\"message\":\"bad event request\"}\n", "end");
    assertThat(stage.lines()).isEmpty();
    assertThat(stage.seats.open()).isZero();
  }

  @Test
  void aCallerOverItsCapIsToldSoAsGoloopDoes() {
    for (var seat = 0; seat < 3; seat++) {
      stage.streaming();
    }
    var fourth = stage.guest().asks(StreamStage.REQUEST);

    assertThat(fourth.seen()).containsExactly(TOO_MANY, "end");
    assertThat(stage.lines()).hasSize(3);
    assertThat(stage.seats.open()).isEqualTo(3);
  }

  @Test
  void aConnectionWithoutARequestTakesNoSeat() {
    stage.guest();

    assertThat(stage.seats.open()).isZero();
  }

  @Test
  void whereTheNodesSeatsAreTakenTheCallerIsToldSo() {
    stage.nodes(NodeState.UP, NodeState.DOWN, NodeState.DOWN);
    stage.streaming();
    stage.streaming();
    var third = stage.guest().asks(StreamStage.REQUEST);

    assertThat(third.seen()).containsExactly(TOO_MANY, "end");
    assertThat(stage.seats.open()).isEqualTo(2);
  }

  @Test
  void whereNoNodeIsUpTheCallerIsToldSo() {
    stage.nodes(NodeState.DOWN, NodeState.WRONG_NETWORK, NodeState.LAGGING);

    assertThat(stage.guest().asks(StreamStage.REQUEST).seen()).containsExactly(NO_NODE, "end");
  }

  @Test
  void aNodeThatIsFullIsPassedOver() {
    var guest = stage.guest().asks(StreamStage.REQUEST);

    stage.line().upgrade().sendText("{\"code\":-31005,\"message\":\"too many monitor\"}\n");
    assertThat(guest.seen()).isEmpty();
    stage.line().upgrade().sendText(StreamStage.BEGUN);

    assertThat(asked()).containsExactly("node0", "node1");
    assertThat(guest.seen()).containsExactly("text:{\"code\":0}\n");
    assertThat(stage.seats.at(1)).isEqualTo(1);
  }

  @Test
  void whereEveryNodeIsFullTheCallerGetsTheirOwnWords() {
    var guest = stage.guest().asks(StreamStage.REQUEST);
    for (var node = 0; node < 3; node++) {
      stage.line().upgrade().sendText("{\"code\":-31005, \"message\":\"full " + node + "\"}\n");
    }

    assertThat(guest.seen())
        .containsExactly("text:{\"code\":-31005, \"message\":\"full 2\"}\n", "end");
    assertThat(asked()).containsExactly("node0", "node1", "node2");
  }

  @Test
  void aNodesWordIsWorthMoreThanASilentOne() {
    var guest = stage.guest().asks(StreamStage.REQUEST);
    stage.line().end(Wire.Cause.REFUSED);
    stage.line().upgrade().sendText("{\"code\":-32000,\"message\":\"Stopped\"}\n");
    stage.line().accept().end(Wire.Cause.RESET);

    assertThat(guest.seen())
        .containsExactly("text:{\"code\":-32000,\"message\":\"Stopped\"}\n", "end");
  }

  @Test
  void aRefusedRequestIsNotAskedOfAnotherNode() {
    var guest = stage.guest().asks(StreamStage.REQUEST);
    var answer = "{\"code\":-32602,\"message\":\"fail to compile idx:0\"}\n";

    stage.line().upgrade().sendText(answer);

    assertThat(guest.seen()).containsExactly("text:" + answer, "end");
    assertThat(stage.lines()).hasSize(1);
    assertThat(stage.seats.open()).isZero();
  }

  @Test
  void aFirstMessageInPartsIsOneAnswer() {
    var guest = stage.guest().asks(StreamStage.REQUEST);

    stage.line().upgrade().send(FrameBytes.frame(0x01, "{\"co".getBytes(UTF_8)));
    stage.line().send(FrameBytes.frame(0x80, "de\":0}".getBytes(UTF_8)));

    assertThat(guest.seen()).containsExactly("text:{\"code\":0}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\nNo channel",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        "\u0000\u0000\r\n\r\n",
      })
  void aNodeThatDoesNotSwitchIsPassedOver(String reply) {
    var guest = stage.guest().asks(StreamStage.REQUEST);
    var first = stage.line();

    first.accept().send(reply.getBytes(ISO_8859_1));

    assertThat(first.isClosed()).isTrue();
    assertThat(asked()).containsExactly("node0", "node1");
    assertThat(guest.seen()).isEmpty();
    stage.loop.settle();
    assertThat(stage.seats.at(0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "hello", "{\"height\":\"0x1\"}", ""})
  void aNodeThatBeginsWithSomethingElseIsPassedOver(String message) {
    var guest = stage.guest().asks(StreamStage.REQUEST);

    stage.line().upgrade().sendText(message);

    assertThat(asked()).containsExactly("node0", "node1");
    assertThat(guest.seen()).isEmpty();
  }

  @Test
  void anEndlessFirstMessageIsNotCollected() {
    stage.guest().asks(StreamStage.REQUEST);
    var first = stage.line().upgrade();

    first.send(FrameBytes.frame(0x01, new byte[20_000]));

    assertThat(asked()).containsExactly("node0", "node1");
  }

  @Test
  void aNodeThatSaysNothingIsLeftAfterTwoSeconds() {
    var guest = stage.guest().asks(StreamStage.REQUEST);
    var silent = stage.line().upgrade();

    stage.loop.advance(Duration.ofMillis(1_999));
    assertThat(asked()).containsExactly("node0");
    stage.loop.advance(Duration.ofMillis(1));
    assertThat(asked()).containsExactly("node0", "node1");
    silent.sendText(StreamStage.BEGUN);
    assertThat(guest.seen()).as("too late").isEmpty();
    stage.line().upgrade().sendText(StreamStage.BEGUN);

    assertThat(guest.seen()).containsExactly("text:{\"code\":0}\n");
    stage.loop.advance(Duration.ofSeconds(3));
    assertThat(stage.seats.at(0)).isZero();
    assertThat(stage.seats.at(1)).isEqualTo(1);
  }

  @Test
  void aSearchEndsAfterFiveSeconds() {
    var guest = stage.guest().asks(StreamStage.REQUEST);

    stage.loop.advance(Duration.ofMillis(5_999));
    assertThat(asked()).containsExactly("node0", "node1", "node2");
    assertThat(guest.seen()).isEmpty();
    stage.loop.advance(Duration.ofMillis(1));

    assertThat(guest.seen()).containsExactly(NO_NODE, "end");
    assertThat(stage.loop.timersSet()).isZero();
    assertThat(stage.seats.at(0) + stage.seats.at(1) + stage.seats.at(2)).isZero();
  }

  @Test
  void aCallerThatLeavesMeanwhileLeavesNothingBehind() {
    var guest = stage.guest().asks(StreamStage.REQUEST);
    stage.line().accept();

    guest.session().gone();
    stage.loop.settle();

    assertThat(stage.line().isClosed()).isTrue();
    assertThat(stage.seats.open()).isZero();
    assertThat(stage.seats.at(0)).isZero();
    assertThat(stage.loop.timersSet()).isZero();
    assertThat(guest.seen()).isEmpty();
  }

  @Test
  void streamsSpreadOverTheNodes() {
    var roomy = new StreamStage();
    for (var seat = 0; seat < 3; seat++) {
      roomy.streaming();
    }

    assertThat(List.of(roomy.seats.at(0), roomy.seats.at(1), roomy.seats.at(2)))
        .containsExactly(1, 1, 1);
  }
}
