package headgate.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.seam.Wire;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A stream from the node's first message to its end. */
class StreamSessionTest {
  private static final Duration HALF_PING = StreamStage.PING.dividedBy(2);

  private final StreamStage stage = new StreamStage();

  @Test
  void framesPassAsTheyAreAndAreFlushedOncePerRead() {
    var guest = stage.streaming();

    stage
        .line()
        .send(
            FrameBytes.join(
                FrameBytes.text("{\"height\":\"0x1\"}\n"),
                FrameBytes.frame(0x02, new byte[] {'b'}),
                FrameBytes.frame(0x80, new byte[] {'c'})));

    assertThat(guest.seen()).containsExactly("text:{\"height\":\"0x1\"}\n", "binary…:b", "more:c");
    assertThat(guest.caller().flushed()).isEqualTo(3);
  }

  @Test
  void framesInTheSameReadAsTheFirstMessagePassBehindIt() {
    var guest = stage.guest().asks(StreamStage.REQUEST);
    stage.line().upgrade();

    stage
        .line()
        .send(FrameBytes.join(FrameBytes.text(StreamStage.BEGUN), FrameBytes.text("block")));

    assertThat(guest.seen()).containsExactly("text:{\"code\":0}\n", "text:block");
    assertThat(guest.caller().flushed()).isEqualTo(2);
  }

  @Test
  void aNodesPingIsAnsweredAndNotPassedOn() {
    var guest = stage.streaming();

    stage.line().send(FrameBytes.frame(0x89, new byte[] {'?'}));

    assertThat(guest.seen()).isEmpty();
    assertThat(stage.line().frames()).containsExactly("10:?");
  }

  @Test
  void aNodesCloseFrameReachesTheCallerAndIsAnswered() {
    var guest = stage.streaming();

    stage.line().send(FrameBytes.closing(4001, "moved"));

    assertThat(guest.seen()).containsExactly("close:4001moved");
    assertThat(stage.line().frames()).containsExactly("8:4001moved");
    assertThat(stage.seats.open()).isZero();
    assertThat(stage.seats.at(0)).as("until the node has ended its connection").isEqualTo(1);
    stage.line().end(Wire.Cause.ENDED);
    assertThat(stage.seats.at(0)).isZero();
    assertThat(stage.loop.timersSet()).isZero();
  }

  @Test
  void aNodesEndWithoutACloseFrameIsPassedOnAsOne() {
    var guest = stage.streaming();

    stage.line().end(Wire.Cause.ENDED);

    assertThat(guest.seen()).containsExactly("end");
    assertThat(stage.seats.open()).isZero();
    assertThat(stage.seats.at(0)).isZero();
    assertThat(stage.loop.timersSet()).isZero();
  }

  @Test
  void aNodeThatBreaksTheProtocolIsLeft() {
    var guest = stage.streaming();

    stage
        .line()
        .send(FrameBytes.join(FrameBytes.text("good"), FrameBytes.frame(0x83, new byte[0])));

    assertThat(guest.seen()).containsExactly("text:good", "close:1011");
    assertThat(stage.line().frames()).containsExactly("8:1002");
  }

  @Test
  void aCallersCloseFrameReachesTheNode() {
    var guest = stage.streaming();

    guest.session().closing(1000, "enough");

    assertThat(stage.line().frames()).containsExactly("8:1000enough");
    assertThat(stage.seats.open()).isZero();
    stage.line().sendText("late");
    guest.session().gone();
    assertThat(guest.seen()).isEmpty();
    assertThat(stage.line().frames()).isEmpty();
  }

  @Test
  void aNodeThatDoesNotEndAfterACloseIsCutOff() {
    stage.streaming().session().closing(1000, "");

    stage.loop.advance(Duration.ofSeconds(1));
    assertThat(stage.line().isClosed()).isFalse();
    stage.loop.advance(Duration.ofSeconds(2));

    assertThat(stage.line().isClosed()).isTrue();
    assertThat(stage.seats.at(0)).isZero();
    assertThat(stage.loop.timersSet()).isZero();
  }

  @Test
  void theNodeLearnsThatItsCallerIsGone() {
    stage.streaming().session().gone();

    assertThat(stage.line().frames()).containsExactly("8:1001");
    assertThat(stage.seats.open()).isZero();
  }

  @Test
  void bothSidesArePingedAndASilentStreamIsNeverCut() {
    var guest = stage.streaming();

    for (var beat = 0; beat < 1_000; beat++) {
      stage.loop.advance(StreamStage.PING);
      assertThat(guest.seen()).containsExactly("ping");
      assertThat(stage.line().frames()).containsExactly("9:");
      guest.session().alive();
      stage.line().send(FrameBytes.frame(0x8a, new byte[0]));
    }
    assertThat(stage.seats.open()).isEqualTo(1);
  }

  @Test
  void aCallerThatAnswersNoPingIsLeftAfterTwoIntervals() {
    var guest = stage.streaming();

    for (var half = 0; half < 5; half++) {
      stage.loop.advance(HALF_PING);
      stage.line().send(FrameBytes.frame(0x8a, new byte[0]));
    }
    assertThat(guest.seen()).containsExactly("ping", "ping");
    stage.loop.advance(HALF_PING);

    assertThat(guest.seen()).containsExactly("close:1008pings are not answered");
    assertThat(stage.line().frames()).containsExactly("9:", "9:", "8:1001");
  }

  @Test
  void aNodeThatAnswersNoPingIsLeftAfterTwoIntervals() {
    var guest = stage.streaming();

    for (var beat = 0; beat < 3; beat++) {
      guest.session().alive();
      stage.loop.advance(StreamStage.PING);
    }

    assertThat(guest.seen()).containsExactly("ping", "ping", "close:1011");
    assertThat(stage.line().frames()).containsExactly("9:", "9:", "8:1001");
  }

  @Test
  void whileTheCallerIsSlowNothingIsReadFromTheNode() {
    var guest = stage.streaming();
    guest.caller().slow(900);

    stage.line().sendText("one");
    assertThat(stage.line().isReading()).isFalse();
    guest.caller().caughtUp();
    guest.session().writable();

    assertThat(stage.line().isReading()).isTrue();
    assertThat(guest.seen()).containsExactly("text:one");
  }

  @Test
  void aSlowCallerThatTakesSomethingIsNotCut() {
    var guest = stage.streaming();
    guest.caller().slow(900);
    stage.line().sendText("one");

    for (var left = 899; left > 800; left--) {
      guest.caller().slow(left);
      stage.loop.advance(StreamStage.WRITE_DEADLINE);
    }

    assertThat(guest.seen()).containsExactly("text:one");
    assertThat(stage.line().isClosed()).isFalse();
  }

  @Test
  void aCallerThatTakesNothingForAWriteDeadlineIsCut() {
    var guest = stage.streaming();
    guest.caller().slow(900);
    stage.line().sendText("one");

    stage.loop.advance(StreamStage.WRITE_DEADLINE.minusMillis(1));
    assertThat(guest.seen()).containsExactly("text:one");
    stage.loop.advance(Duration.ofMillis(1));

    assertThat(guest.seen()).containsExactly("abort");
    assertThat(stage.line().frames()).containsExactly("8:1001");
    assertThat(stage.line().isReading()).as("so that it can see the close").isTrue();
    assertThat(stage.seats.open()).isZero();
  }

  @Test
  void aSlowCallerIsNotPingedAndItsNodesSilenceIsNotHeldAgainstIt() {
    var guest = stage.streaming();
    stage.loop.advance(StreamStage.PING);
    guest.caller().slow(10_000);
    stage.line().sendText("one");
    guest.seen();
    for (var left = 9_999; left > 9_900; left--) {
      guest.caller().slow(left);
      stage.loop.advance(Duration.ofSeconds(29));
    }

    assertThat(guest.seen()).isEmpty();
    guest.caller().caughtUp();
    guest.session().writable();
    stage.loop.advance(StreamStage.PING);
    assertThat(guest.seen()).containsExactly("ping");
  }

  @Test
  void aStoppedGatewaySaysGoodbyeToBoth() {
    var guest = stage.streaming();
    var waiting = stage.guest();

    stage.gate.stop();

    assertThat(guest.seen()).containsExactly("close:1001");
    assertThat(waiting.seen()).containsExactly("close:1001");
    assertThat(stage.line().frames()).containsExactly("8:1001");
    stage.gate.stop();
    assertThat(stage.seats.open()).isZero();
  }
}
