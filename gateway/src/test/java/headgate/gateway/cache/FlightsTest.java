package headgate.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.outcome.Reply;
import headgate.gateway.route.AnswerKey;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ManualClock;
import headgate.gateway.testkit.ManualLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FlightsTest {
  private static final Reply ANSWER = new Reply.Answered(AnswerText.local("1"));
  private static final Reply FAILURE = new Reply.Failed(Failure.of(FailureKind.DEADLINE));

  private final ManualClock clock = new ManualClock();
  private final ManualLoop one = new ManualLoop(0, clock);
  private final ManualLoop two = new ManualLoop(1, clock);
  private final Flights flights = new Flights();
  private final List<Consumer<Reply>> begun = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private int calledOff;

  private static FlightKey key(String params, long generation, long height) {
    return FlightKey.of(new AnswerKey(Calls.icon("icx_getBalance", params), generation, height));
  }

  private static FlightKey key() {
    return key("{}", 0, 100);
  }

  private Flights.Seat board(ManualLoop loop, FlightKey key, String name) {
    return flights.board(
        key,
        loop,
        (reply, joined) -> heard.add(name + (joined ? " joined " : " led ") + word(reply)),
        end -> {
          begun.add(end);
          return () -> calledOff++;
        });
  }

  private static String word(Reply reply) {
    return reply instanceof Reply.Answered ? "answer" : "failure";
  }

  private void land(Reply reply) {
    begun.getFirst().accept(reply);
    clock.settle();
  }

  @Test
  void equalCallsOnAnyLoopShareOneFetch() {
    board(one, key(), "a");
    board(one, key(), "b");
    board(two, key(), "c");
    land(ANSWER);

    assertThat(begun).hasSize(1);
    assertThat(heard)
        .containsExactlyInAnyOrder("a led answer", "b joined answer", "c joined answer");
    assertThat(flights.underWay()).isZero();
  }

  @Test
  void otherParamsHeightsAndGenerationsFlyAlone() {
    board(one, key(), "a");
    board(one, key("{ }", 0, 100), "b");
    board(one, key("{}", 0, 101), "c");
    board(one, key("{}", 1, 100), "d");
    board(one, key("{}", 0, AnswerKey.EVERY_HEIGHT), "e");
    var lasting = key("{}", 0, AnswerKey.EVERY_HEIGHT).answer();
    board(one, new FlightKey(lasting, 100, -1), "f");
    board(one, new FlightKey(lasting, 101, -1), "g");
    board(one, new FlightKey(lasting, 101, 2), "h");

    assertThat(begun).hasSize(8);
  }

  @Test
  void aFailureIsEverybodysAndTheNextCallTriesAnew() {
    board(one, key(), "a");
    board(two, key(), "b");
    land(FAILURE);
    board(two, key(), "c");

    assertThat(heard).containsExactlyInAnyOrder("a led failure", "b joined failure");
    assertThat(begun).hasSize(2);
  }

  @Test
  void whoLeavesTakesNobodyAlong() {
    var leader = board(one, key(), "a");
    board(two, key(), "b");

    assertThat(leader.leave()).isTrue();
    land(ANSWER);
    assertThat(calledOff).isZero();
    assertThat(heard).containsExactly("b joined answer");
  }

  @Test
  void whenTheLastHasLeftTheFetchIsCalledOff() {
    var first = board(one, key(), "a");
    var second = board(two, key(), "b");
    first.leave();
    second.leave();
    clock.settle();

    assertThat(calledOff).isEqualTo(1);
    assertThat(flights.underWay()).isZero();
    land(ANSWER);
    assertThat(heard).isEmpty();
  }

  @Test
  void whoComesAfterTheLastHasLeftFliesAnew() {
    board(one, key(), "a").leave();
    board(one, key(), "b");
    begun.getLast().accept(ANSWER);

    assertThat(begun).hasSize(2);
    assertThat(heard).containsExactly("b led answer");
  }

  @Test
  void aSeatThatWasLeftOnAnotherLoopHearsNothingOfALandingOnItsWay() {
    board(one, key(), "a");
    var seat = board(two, key(), "b");
    begun.getFirst().accept(ANSWER);

    assertThat(seat.leave()).isTrue();
    clock.settle();
    assertThat(heard).containsExactly("a led answer");
  }

  @Test
  void leavingTwiceOrAfterTheEndIsNothing() {
    var seat = board(one, key(), "a");
    board(one, key(), "b");
    assertThat(seat.leave()).isTrue();
    assertThat(seat.leave()).isFalse();
    land(ANSWER);

    assertThat(seat.leave()).isFalse();
    assertThat(calledOff).isZero();
  }

  @Test
  void onePassengersBugIsNobodyElses() {
    board(one, key(), "a");
    flights.board(
        key(),
        one,
        (_, _) -> {
          throw new IllegalStateException("a bug");
        },
        _ -> () -> {});
    board(one, key(), "c");
    land(ANSWER);

    assertThat(heard).containsExactly("a led answer", "c joined answer");
  }

  @Test
  void aFetchThatCannotBeginIsAFailureAndLeavesNothingBehind() {
    flights.board(
        key(),
        one,
        (reply, _) -> heard.add(word(reply)),
        _ -> {
          throw new IllegalStateException("a bug");
        });

    assertThat(heard).containsExactly("failure");
    assertThat(flights.underWay()).isZero();
  }

  @Test
  void aFetchThatEndsAtOnceIsToldOnce() {
    flights.board(
        key(),
        one,
        (reply, joined) -> heard.add(word(reply) + joined),
        end -> {
          end.accept(ANSWER);
          return () -> {};
        });

    assertThat(heard).containsExactly("answerfalse");
    assertThat(flights.underWay()).isZero();
  }
}
