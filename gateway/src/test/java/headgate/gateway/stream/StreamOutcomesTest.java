package headgate.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.head.NodeState;
import headgate.gateway.observe.StreamOutcome;
import headgate.gateway.seam.Wire;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every stream is counted once, by how it ended. */
class StreamOutcomesTest {
  private final StreamStage stage = new StreamStage();

  private void assertEnded(StreamOutcome outcome) {
    assertThat(stage.ended()).isEqualTo(Map.of(outcome, 1L));
  }

  @Test
  void aCallerThatNeverAsked() {
    stage.guest().session().gone();

    assertEnded(StreamOutcome.NO_REQUEST);
  }

  @Test
  void aRequestThatCannotBeRead() {
    var guest = stage.guest().asks("{");
    guest.session().gone();

    assertEnded(StreamOutcome.BAD_REQUEST);
  }

  @Test
  void aCallerForWhomThereIsNoSeat() {
    for (var seat = 0; seat < 4; seat++) {
      stage.guest().asks(StreamStage.REQUEST);
    }

    assertEnded(StreamOutcome.TOO_MANY);
  }

  @Test
  void aRequestThatANodeRefuses() {
    stage.guest().asks(StreamStage.REQUEST);
    stage.line().upgrade().sendText("{\"code\":-32602,\"message\":\"bad\"}");

    assertEnded(StreamOutcome.NODE_REFUSED);
  }

  @Test
  void aNetworkWithoutANodeThatIsUp() {
    stage.nodes(NodeState.DOWN, NodeState.DOWN, NodeState.DOWN);
    stage.guest().asks(StreamStage.REQUEST);

    assertEnded(StreamOutcome.NO_NODE);
  }

  @Test
  void aCallerThatLeaves() {
    var guest = stage.streaming();
    guest.session().closing(1000, "");
    guest.session().gone();

    assertEnded(StreamOutcome.CALLER_LEFT);
  }

  @Test
  void aCallerThatBreaksTheProtocol() {
    var guest = stage.streaming();
    guest.session().broken();
    guest.session().gone();

    assertEnded(StreamOutcome.CALLER_FAILED);
    assertThat(stage.line().frames()).containsExactly("8:1001");
  }

  @Test
  void aCallerThatTakesNothing() {
    var guest = stage.streaming();
    guest.caller().slow(900);
    stage.line().sendText("one");
    stage.loop.advance(StreamStage.WRITE_DEADLINE);

    assertEnded(StreamOutcome.CALLER_FAILED);
  }

  @Test
  void aNodeThatEndsIt() {
    var guest = stage.streaming();
    stage.line().end(Wire.Cause.ENDED);
    guest.session().gone();

    assertEnded(StreamOutcome.NODE_LEFT);
  }

  @Test
  void aNodeThatBreaksTheProtocol() {
    stage.streaming();
    stage.line().send((byte) 0xff);

    assertEnded(StreamOutcome.NODE_FAILED);
  }

  @Test
  void aGatewayThatStops() {
    stage.streaming();
    stage.gate.stop();

    assertEnded(StreamOutcome.STOPPED);
  }
}
