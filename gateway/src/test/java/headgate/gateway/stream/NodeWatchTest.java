package headgate.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.head.NodeState;
import headgate.gateway.observe.StreamOutcome;
import headgate.gateway.seam.Wire;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream whose node is no longer one that a new stream would get. */
class NodeWatchTest {
  private static final String COME_AGAIN = "close:1012the node is no longer up";

  private final StreamStage stage = new StreamStage();

  @ParameterizedTest
  @EnumSource(
      names = {"UP", "WRONG_NETWORK", "QUARANTINED"},
      mode = EnumSource.Mode.EXCLUDE)
  void aNodeThatIsNotUpForAWhileIsLeft(NodeState state) {
    var guest = stage.streaming();
    stage.nodes(state, NodeState.UP, NodeState.UP);

    stage.loop.advance(Duration.ofSeconds(4));
    assertThat(guest.seen()).isEmpty();
    stage.loop.advance(Duration.ofSeconds(2));

    assertThat(guest.seen()).containsExactly(COME_AGAIN);
    assertThat(stage.line().frames()).containsExactly("8:1001");
    assertThat(stage.seats.open()).isZero();
    assertThat(stage.ended()).isEqualTo(Map.of(StreamOutcome.NODE_NOT_UP, 1L));
  }

  @ParameterizedTest
  @EnumSource(names = {"WRONG_NETWORK", "QUARANTINED"})
  void aNodeThatIsNotBelievedIsLeftAtOnce(NodeState state) {
    var guest = stage.streaming();
    stage.nodes(state, NodeState.DOWN, NodeState.DOWN);

    stage.loop.advance(NodeWatch.EVERY);

    assertThat(guest.seen()).containsExactly(COME_AGAIN);
  }

  @Test
  void aNodeThatComesBackIsKept() {
    var guest = stage.streaming();

    for (var time = 0; time < 4; time++) {
      stage.nodes(NodeState.LAGGING, NodeState.UP, NodeState.UP);
      stage.loop.advance(Duration.ofSeconds(4));
      stage.nodes(NodeState.UP, NodeState.UP, NodeState.UP);
      stage.loop.advance(NodeWatch.EVERY);
      guest.session().alive();
      stage.line().send(FrameBytes.frame(0x8a, new byte[0]));
    }

    assertThat(guest.seen()).containsExactly("ping");
  }

  @Test
  void whereNoOtherNodeIsUpTheStreamGoesOnUntilOneIs() {
    var guest = stage.streaming();
    stage.nodes(NodeState.LAGGING, NodeState.DOWN, NodeState.WRONG_NETWORK);

    stage.loop.advance(Duration.ofSeconds(15));
    assertThat(guest.seen()).isEmpty();
    stage.nodes(NodeState.LAGGING, NodeState.UP, NodeState.WRONG_NETWORK);
    stage.loop.advance(NodeWatch.EVERY);

    assertThat(guest.seen()).containsExactly(COME_AGAIN);
  }

  @Test
  void whereNoOtherNodeHasASeatTheStreamGoesOnUntilOneHas() {
    var guest = stage.streaming();
    stage.nodes(NodeState.LAGGING, NodeState.UP, NodeState.DOWN);
    var other = stage.streaming();
    stage.seats.takeNode(StreamStage.view(NodeState.DOWN, NodeState.UP, NodeState.DOWN), 0);

    stage.loop.advance(Duration.ofSeconds(15));
    assertThat(guest.seen()).isEmpty();
    other.session().gone();
    stage.line().end(Wire.Cause.ENDED);
    stage.loop.advance(NodeWatch.EVERY);

    assertThat(guest.seen()).containsExactly(COME_AGAIN);
  }

  @Test
  void aSlowCallerIsToldBehindAllThatItHasNotRead() {
    var guest = stage.streaming();
    guest.caller().slow(900);
    stage.line().sendText("one");
    stage.nodes(NodeState.DOWN, NodeState.UP, NodeState.UP);

    stage.loop.advance(Duration.ofSeconds(6));

    assertThat(guest.seen()).containsExactly("text:one", COME_AGAIN);
    assertThat(stage.line().isReading()).as("so that it can see the close").isTrue();
  }
}
