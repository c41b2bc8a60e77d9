package headgate.gateway.listen;

import static headgate.gateway.listen.ConnectionBench.IDLE;
import static headgate.gateway.listen.ConnectionBench.LIMITS;
import static headgate.gateway.listen.ConnectionBench.WRITE;
import static headgate.gateway.listen.ConnectionBench.post;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.admit.ByteBudget;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.listen.answer.AnswerStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests under heads that are known, and answers that are ready. */
class PlainRequestsTest {
  private static final String ASKED = "ask";
  private static final String READY = "it is ready\n";
  private static final byte[] FIELDS = "X-Headgate-Cache: hit\r\n".getBytes(US_ASCII);

  private final ByteBudget budget = new ByteBudget(1 << 20);
  private final ConnectionBench bench = new ConnectionBench(budget);
  private int looked;

  /** Has an answer ready for {@link #ASKED}, and teaches the connection its client's head. */
  private void ready(String answer) {
    bench.ready =
        (client, door, body, from, to, sink) -> {
          looked++;
          if (!new String(body, from, to - from, US_ASCII).equals(ASKED)) {
            return false;
          }
          sink.begin(FIELDS, answer.length());
          sink.chunk(answer.getBytes(US_ASCII), 0, answer.length());
          return true;
        };
    teach("");
  }

  private void teach(String fields) {
    bench.send(post(fields, "first"));
    bench.answer(bench.exchanges.size() - 1, "walked\n");
    bench.received();
    looked = 0;
  }

  private void takesTheWalk(String fields) {
    var walked = bench.exchanges.size();
    bench.send(post(fields, ASKED));

    assertThat(bench.exchanges).hasSize(walked + 1);
    assertThat(bench.body(walked)).isEqualTo(ASKED);
  }

  @Test
  void theFirstRequestOfAClientGoesThroughTheDecoder() {
    bench.ready = (client, door, body, from, to, sink) -> true;
    takesTheWalk("");
  }

  @Test
  void whatIsReadyGoesOutAtOnceAsOnePiece() {
    ready(READY);
    bench.send(post(ASKED));

    assertThat(bench.exchanges).hasSize(1);
    assertThat(bench.received())
        .startsWith("HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-8\r\n")
        .contains("X-Headgate-Cache: hit\r\n", "\r\nDate: ")
        .endsWith("Content-Length: 12\r\n\r\n" + READY);
    assertThat(budget.used()).isZero();
    assertThat(bench.buffersHeld()).isZero();
  }

  @Test
  void itsHeadIsThatOfTheWalk() {
    ready(READY);
    bench.send(post("Origin: http://a\r\n", "first"));
    var sink = bench.exchanges.getLast().sink();
    sink.begin(new AnswerStart(200, READY.length(), 0, new String(FIELDS, US_ASCII)));
    sink.chunk(READY.getBytes(US_ASCII), 0, READY.length());
    sink.end();
    var walked = bench.received();
    bench.send(post("Origin: http://a\r\n", ASKED));

    assertThat(bench.exchanges).hasSize(2);
    assertThat(bench.received()).isEqualTo(walked).contains("Access-Control-Allow-Origin: *");
  }

  /** A flush that takes nothing is followed by one that takes all, within the same call. */
  @Test
  void whatIsTakenAtTheSecondFlushLeavesTheConnectionIdle() {
    ready(READY);
    bench.channel.reluctant = 1;
    for (var times = 0; times < 3; times++) {
      bench.send(post(ASKED));
      assertThat(bench.received()).endsWith(READY);
    }

    assertThat(looked).isEqualTo(3);
    assertThat(bench.exchanges).hasSize(1);
    assertThat(budget.used()).isZero();
    assertThat(bench.buffersHeld()).isZero();
  }

  @Test
  void theDoorIsTheOneOfTheChannelThatIsKnownByNow() {
    var paths = new ArrayList<String>();
    teach("");
    bench.ready =
        (client, door, body, from, to, sink) -> {
          paths.add(door.path());
          return false;
        };
    for (var channel : Arrays.asList(null, null, "/a", "/a", "/b")) {
      bench.channelOfNodes = channel;
      bench.send(post(ASKED));
      bench.answer(bench.exchanges.size() - 1, "walked\n");
    }

    assertThat(paths)
        .containsExactly("/api/v3null", "/api/v3null", "/api/v3/a", "/api/v3/a", "/api/v3/b");
  }

  @Test
  void oneAfterTheOtherIsAnswered() {
    ready(READY);
    for (var times = 0; times < 100; times++) {
      bench.send(post(ASKED));
      assertThat(bench.received()).endsWith(READY);
    }

    assertThat(bench.exchanges).hasSize(1);
    assertThat(bench.buffersHeld()).isZero();
  }

  @Test
  void theConnectionWaitsForTheNextRequestFromThenOn() {
    ready(READY);
    bench.advance(IDLE.minusSeconds(1));
    bench.send(post(ASKED));
    bench.advance(IDLE.minusSeconds(1));
    assertThat(bench.open()).isTrue();
    bench.advance(Duration.ofSeconds(2));

    assertThat(bench.open()).isFalse();
  }

  @Test
  void anAnswerThatIsNotTakenIsHeldUntilItIs() {
    ready(READY);
    bench.stopReading();
    bench.send(post(ASKED));
    assertThat(budget.used()).isGreaterThan(READY.length());
    bench.send(post(ASKED));
    assertThat(looked).isOne();
    bench.readOn();
    bench.answer(1, "walked\n");

    assertThat(bench.received()).contains(READY).endsWith("walked\n");
    assertThat(budget.used()).isZero();
  }

  @Test
  void anAnswerThatIsNeverTakenEndsTheConnection() {
    ready(READY);
    bench.stopReading();
    bench.send(post(ASKED));
    bench.advance(WRITE.plusSeconds(1));

    assertThat(bench.open()).isFalse();
    assertThat(budget.used()).isZero();
  }

  @Test
  void whatIsNotReadyTakesTheWalkPastTheDecoder() {
    ready(READY);
    bench.send(post("other"));

    assertThat(looked).isOne();
    assertThat(bench.body(1)).isEqualTo("other");
    bench.answer(1, "walked\n");
    assertThat(bench.received()).endsWith("walked\n");
    assertThat(budget.used()).isZero();
  }

  @Test
  void aBugLeavesItToTheWalk() {
    ready(READY);
    bench.ready =
        (client, door, body, from, to, sink) -> {
          sink.begin(FIELDS, 100);
          throw new IllegalStateException("an injected bug");
        };
    takesTheWalk("");
    bench.answer(1, "walked\n");

    assertThat(bench.received()).startsWith("HTTP/1.1 200 ").endsWith("walked\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Headgate-Min-Height: 5\r\n", "x-headgate-debug: 1\r\n"})
  void whoeverAsksForMoreThanAnAnswerTakesTheWalk(String fields) {
    ready(READY);
    teach(fields);
    takesTheWalk(fields);

    assertThat(looked).isZero();
  }

  @Test
  void whileTheGatewayLeavesEverythingTakesTheWalk() {
    ready(READY);
    bench.leaving = true;
    takesTheWalk("");
    bench.answer(1, "walked\n");

    assertThat(bench.received()).contains("Connection: close");
  }

  @Test
  void soItDoesWhereMoreConnectionsAreOpenThanMayBe() {
    ready(READY);
    bench.over = true;
    takesTheWalk("");
    bench.answer(1, "walked\n");

    assertThat(bench.received()).contains("Connection: close");
  }

  @Test
  void whileTooMuchIsHeldItWaitsLikeAllOthers() {
    ready(READY);
    budget.take(900_000);
    bench.send(post(ASKED));
    assertThat(looked).isZero();
    assertThat(bench.received()).isEmpty();
    budget.giveBack(900_000);
    bench.advance(Duration.ofMillis(1));

    assertThat(bench.exchanges).hasSize(2);
  }

  @Test
  void whoeverHasEndedItsSideIsNotAnsweredPastThat() {
    ready(READY);
    bench.endInput();

    assertThat(bench.open()).isFalse();
  }

  @Test
  void aReloadIsSeenByTheNextRequest() {
    ready(READY);
    bench.send(post(ASKED));
    bench.received();
    bench.ready = (client, door, body, from, to, sink) -> false;
    bench.service = bench.serving(LIMITS, bench.exchanges::add);

    takesTheWalk("");
  }

  @Test
  void soIsALowerBound() {
    ready(READY);
    bench.service = bench.serving(bodiesUpTo(1_024), bench.exchanges::add);
    bench.send(post("x".repeat(1_025)));

    assertThat(bench.exchanges).hasSize(1);
    assertThat(bench.received()).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void aBodyThatFitsIsServedHoweverLongTheOneWasThatTaughtTheHead() {
    ready(READY);
    bench.send(post("x".repeat(5_000)));
    bench.answer(1, "walked\n");
    bench.received();
    bench.service = bench.serving(bodiesUpTo(1_024), bench.exchanges::add);
    bench.send(post(ASKED));

    assertThat(bench.received()).endsWith(READY);
  }

  private static LimitsConfig bodiesUpTo(int bytes) {
    return new LimitsConfig(
        bytes,
        LIMITS.batchCallsMax(),
        LIMITS.depthMax(),
        LIMITS.headerDeadline(),
        LIMITS.bodyDeadline(),
        LIMITS.idleDeadline(),
        LIMITS.writeDeadline(),
        LIMITS.connectionsMax(),
        LIMITS.connectionsPerAddressMax(),
        LIMITS.answerBytesMax(),
        LIMITS.bufferedBytesMax());
  }

  @Test
  void twoInOnePieceGoThroughTheDecoder() {
    ready(READY);
    bench.send(post(ASKED) + post(ASKED));

    assertThat(looked).isZero();
    bench.answer(1, "one\n");
    bench.answer(2, "two\n");
    assertThat(bench.received()).contains("one\n").endsWith("two\n");
  }

  @Test
  void oneInTwoPiecesDoesSo() {
    ready(READY);
    var text = post(ASKED);
    bench.send(text.substring(0, 20));
    bench.send(text.substring(20));

    assertThat(looked).isZero();
    assertThat(bench.body(1)).isEqualTo(ASKED);
  }

  @Test
  void aKnownRequestBehindHalfAnotherIsPartOfThat() {
    ready(READY);
    var text = "POST /rpc HTTP/1.1\r\nHost: h\r\nContent-Length: 500\r\n\r\n";
    bench.send(text);
    bench.send(post(ASKED));

    assertThat(looked).isZero();
    assertThat(bench.exchanges).hasSize(1);
  }

  @Test
  void emptyLinesBehindRequestsAreCountedForEachAlone() {
    teach("");
    for (var times = 1; times <= 100; times++) {
      bench.send(post(ASKED));
      bench.send("\r\n");
      assertThat(bench.exchanges).as("request %d", times).hasSize(times + 1);
      bench.answer(times, "walked\n");
      assertThat(bench.received()).as("answer %d", times).endsWith("walked\n");
    }
  }
}
