package headgate.gateway.listen;

import static headgate.gateway.listen.ConnectionBench.post;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.listen.answer.AnswerStart;
import java.time.Duration;
import java.util.ArrayList;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a caller's connection ends, and when. */
class ConnectionEndsTest {
  private final ConnectionBench bench = new ConnectionBench();

  private static Duration sweep(Duration deadline) {
    return deadline.plusMillis(250);
  }

  @Test
  void brokenFramingClosesWithoutAnAnswer() {
    bench.send("POST /rpc HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n");

    assertThat(bench.received()).isEmpty();
    assertThat(bench.open()).isFalse();
  }

  @Test
  void brokenFramingBehindARequestClosesAfterItsAnswer() {
    bench.send(post("1") + "garbage\r\n\r\n");
    assertThat(bench.open()).isTrue();
    bench.answer(0, "one");

    assertThat(bench.received()).endsWith("one");
    assertThat(bench.open()).isFalse();
  }

  @Test
  void aCallerThatWillCloseIsToldSo() {
    bench.send(post("Connection: close\r\n", "1"));
    bench.answer(0, "one");

    assertThat(bench.received()).contains("Connection: close\r\n");
    assertThat(bench.channel.isOutputShutdown()).isTrue();
  }

  @Test
  void anHttp10CallerIsAnsweredAndClosed() {
    bench.send("POST /rpc HTTP/1.0\r\nContent-Length: 1\r\n\r\n1");
    bench.answer(0, "one");

    assertThat(bench.received()).startsWith("HTTP/1.1 200 OK\r\n").contains("Connection: close");
    assertThat(bench.channel.isOutputShutdown()).isTrue();
  }

  @Test
  void whatIsPipelinedBehindTheLastRequestIsNotServed() {
    bench.send(post("Connection: close\r\n", "1") + post("2"));
    bench.answer(0, "one");

    assertThat(bench.exchanges).hasSize(1);
    assertThat(bench.channel.isOutputShutdown()).isTrue();
  }

  @Test
  void aCallerThatEndsItsSideStillGetsItsAnswer() {
    bench.send(post("1"));
    bench.endInput();
    assertThat(bench.open()).isTrue();
    bench.answer(0, "one");

    assertThat(bench.received()).contains("Connection: close\r\n").endsWith("one");
    assertThat(bench.open()).isFalse();
  }

  @Test
  void aCallerThatEndsItsSideStillGetsTheAnswersToAllItSent() {
    bench.send(post("1") + post("2"));
    bench.endInput();
    bench.answer(0, "one");
    bench.answer(1, "two");

    assertThat(bench.received()).containsSubsequence("one", "two");
    assertThat(bench.open()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "POS", "POST /rpc HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nab"})
  void aCallerThatEndsItsSideWithinARequestIsClosed(String part) {
    if (!part.isEmpty()) {
      bench.send(part);
    }
    bench.endInput();

    assertThat(bench.open()).isFalse();
    assertThat(bench.received()).isEmpty();
  }

  @Test
  void aCallerThatEndsItsSideWhileWeLingerIsClosedAtOnce() {
    bench.send(post("Connection: close\r\n", "1"));
    bench.answer(0, "one");
    assertThat(bench.open()).isTrue();
    bench.endInput();

    assertThat(bench.open()).isFalse();
  }

  @Test
  void anAnswerOfAnotherLengthThanAnnouncedEndsTheConnection() {
    bench.send(post("1"));
    var sink = bench.exchanges.getFirst().sink();
    sink.begin(new AnswerStart(200, 5, 0, ""));
    sink.chunk(new byte[] {'o', 'n', 'e'}, 0, 3);
    sink.end();

    assertThat(bench.open()).isFalse();
  }

  @Test
  void moreThanMayWaitForItsTurnEndsTheConnection() {
    bench.send(post("1"));
    bench.send(post("2").repeat(600));

    assertThat(bench.open()).isFalse();
    assertThat(bench.exchanges).hasSize(1);
  }

  @Test
  void anAnswerToACallerThatIsGoneGoesNowhere() {
    bench.send(post("1"));
    bench.vanish();
    bench.answer(0, "one");

    assertThat(bench.received()).isEmpty();
  }

  @Test
  void aCallerThatSaysNothingIsClosed() {
    bench.advance(ConnectionBench.HEADER.minusMillis(1));
    assertThat(bench.open()).isTrue();
    bench.advance(Duration.ofMillis(251));

    assertThat(bench.open()).isFalse();
  }

  @Test
  void aHeadHasOneDeadlineHoweverItDrips() {
    var sent = 0;
    while (bench.open() && sent < 100) {
      bench.send("P");
      bench.advance(Duration.ofMillis(400));
      sent++;
    }

    assertThat(sent).isBetween(12, 14);
  }

  @Test
  void aBodyHasOneDeadlineHoweverItDrips() {
    bench.send("POST /rpc HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n");
    for (var second = 0; second < 14; second++) {
      bench.advance(Duration.ofSeconds(1));
      bench.send("x");
    }
    assertThat(bench.open()).isTrue();
    bench.advance(sweep(Duration.ofSeconds(1)));

    assertThat(bench.open()).isFalse();
  }

  @Test
  void aKeptConnectionMayBeIdleForItsOwnTime() {
    bench.send(post("1"));
    bench.answer(0, "one");
    bench.advance(ConnectionBench.IDLE.minusMillis(1));
    assertThat(bench.open()).isTrue();
    bench.advance(Duration.ofMillis(251));

    assertThat(bench.open()).isFalse();
  }

  @Test
  void theFirstByteOfTheNextRequestStartsTheHeadsDeadline() {
    bench.send(post("1"));
    bench.answer(0, "one");
    bench.send("P");
    bench.advance(sweep(ConnectionBench.HEADER));

    assertThat(bench.open()).isFalse();
  }

  @Test
  void aRequestThatIsServedHasThePipelinesDeadlinesAlone() {
    bench.send(post("1"));
    bench.advance(Duration.ofMinutes(14));
    assertThat(bench.open()).isTrue();
    bench.answer(0, "one");

    assertThat(bench.received()).endsWith("one");
  }

  @Test
  void aCallerThatReadsNothingIsClosed() {
    bench.send(post("1"));
    bench.stopReading();
    bench.answer(0, "x".repeat(1_000));
    bench.advance(ConnectionBench.WRITE.minusMillis(1));
    assertThat(bench.open()).isTrue();
    bench.advance(Duration.ofMillis(251));

    assertThat(bench.open()).isFalse();
    assertThat(bench.budget.used()).isZero();
  }

  @Test
  void anIdleConnectionsDeadlineIsNotMovedByWritability() {
    bench.send(post("1"));
    bench.stopReading();
    bench.answer(0, "x".repeat(200_000));
    bench.readOn();
    bench.received();
    bench.advance(sweep(ConnectionBench.WRITE));
    assertThat(bench.open()).isTrue();
    bench.advance(sweep(ConnectionBench.IDLE.minus(ConnectionBench.WRITE)));

    assertThat(bench.open()).isFalse();
  }

  @Test
  void aCallerThatVanishesWhileItIsServedIsGoneForItsExchange() {
    bench.send(post("1"));
    var told = new ArrayList<String>();
    bench.exchanges.getFirst().onGone(() -> told.add("first"));
    assertThat(bench.exchanges.getFirst().gone()).isFalse();
    bench.vanish();
    bench.exchanges.getFirst().onGone(() -> told.add("second"));

    assertThat(told).containsExactly("first", "second");
    assertThat(bench.exchanges.getFirst().gone()).isTrue();
    bench.answer(0, "one");
    assertThat(bench.budget.used()).isZero();
  }

  @Test
  void aCallerThatOnlyEndedItsSideIsNotGone() {
    bench.send(post("1"));
    bench.exchanges.getFirst().onGone(() -> Assertions.fail("not gone"));
    bench.endInput();

    assertThat(bench.exchanges.getFirst().gone()).isFalse();
  }

  @Test
  void aCallerThatLeavesAfterItsAnswerIsGoneForNobody() {
    bench.send(post("1"));
    bench.exchanges.getFirst().onGone(() -> Assertions.fail("answered before"));
    bench.answer(0, "one");
    bench.vanish();

    assertThat(bench.exchanges.getFirst().gone()).isFalse();
  }

  @Test
  void aHeadThatCameInPartBehindARequestHasItsDeadlineFromThatRequestsEnd() {
    bench.send(post("1") + post("2").substring(0, 9));
    bench.answer(0, "one");
    bench.advance(ConnectionBench.HEADER.minusMillis(1));
    assertThat(bench.open()).isTrue();
    bench.advance(sweep(Duration.ofMillis(1)));

    assertThat(bench.open()).isFalse();
  }
}
