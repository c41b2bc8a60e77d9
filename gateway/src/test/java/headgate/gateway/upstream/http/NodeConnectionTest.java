package headgate.gateway.upstream.http;

import static headgate.gateway.testkit.ScriptedRequest.response;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.admit.ByteBudget;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.seam.Endpoint;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.ManualConnection;
import headgate.gateway.testkit.ManualLoop;
import headgate.gateway.testkit.ManualWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeConnectionTest {
  private static final Endpoint ENDPOINT = new Endpoint("n", 80, null, Duration.ofSeconds(1));
  private static final String ANSWER = response(200, "ok");

  private final ManualLoop loop = new ManualLoop();
  private final ManualWire wire = new ManualWire(loop);
  private final ByteBudget budget = new ByteBudget(1 << 20);
  private final List<String> heard = new ArrayList<>();
  private final NodeConnection connection = new NodeConnection(wire, ENDPOINT, 1_000, budget);
  private final ManualConnection far = wire.last();

  private final NodeConnection.Listener listener =
      new NodeConnection.Listener() {
        @Override
        public void answered(NodeConnection from, NodeAnswer answer) {
          heard.add(answer.status() + " " + new String(answer.body(), 0, answer.length(), UTF_8));
        }

        @Override
        public void failed(NodeConnection from, TryFailure failure, boolean sent) {
          heard.add(failure + (sent ? " sent" : " unsent"));
        }
      };

  private void send(String request) {
    connection.send(request.getBytes(UTF_8), listener);
    loop.settle();
  }

  @Test
  void theRequestLeavesOnceTheConnectionIsOpen() {
    send("one");
    assertThat(connection.sent()).isFalse();
    far.open();

    assertThat(connection.sent()).isTrue();
    assertThat(far.written()).isEqualTo("one");
    assertThat(connection.reusable()).isFalse();
  }

  @Test
  void exchangesFollowEachOtherOnOneConnection() {
    send("one");
    far.open();
    far.feed(ANSWER);
    assertThat(connection.reusable()).isTrue();
    send("two");
    far.feed(response(503, ""));

    assertThat(far.written()).isEqualTo("onetwo");
    assertThat(heard).containsExactly("200 ok", "503 ");
  }

  @Test
  void aListenerMaySendTheNextRequestWhileItIsTold() {
    far.open();
    connection.send(
        "one".getBytes(UTF_8),
        new NodeConnection.Listener() {
          @Override
          public void answered(NodeConnection from, NodeAnswer answer) {
            heard.add("first");
            from.send("two".getBytes(UTF_8), listener);
          }

          @Override
          public void failed(NodeConnection from, TryFailure failure, boolean sent) {
            heard.add("failed");
          }
        });
    far.feed(ANSWER);
    far.feed(ANSWER);

    assertThat(heard).containsExactly("first", "200 ok");
  }

  @Test
  void surplusBytesCloseTheConnectionAfterTheAnswer() {
    send("one");
    far.open();
    far.feed(ANSWER + "H");

    assertThat(heard).containsExactly("200 ok");
    assertThat(connection.reusable()).isFalse();
    assertThat(far.closedHere()).isTrue();
  }

  @Test
  void bytesThatNobodyWaitsForCloseTheConnection() {
    far.open();
    far.feed("HTTP/1.1 408 Request Timeout\r\n");

    assertThat(far.closedHere()).isTrue();
    assertThat(connection.reusable()).isFalse();
  }

  @Test
  void aNodeThatWillCloseIsNotAskedAgain() {
    send("one");
    far.open();
    far.feed("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");

    assertThat(heard).containsExactly("200 ok");
    assertThat(connection.reusable()).isFalse();
    assertThat(far.closedHere()).isTrue();
  }

  @Test
  void aBodyThatRunsUntilTheEndIsCompleteOnlyAtAnOrderlyEnd() {
    send("one");
    far.open();
    far.feed("HTTP/1.1 200 OK\r\n\r\nall");
    far.close(Cause.ENDED);

    assertThat(heard).containsExactly("200 all");
  }

  @Test
  void aBodyThatRunsUntilTheEndIsCutByAReset() {
    send("one");
    far.open();
    far.feed("HTTP/1.1 200 OK\r\n\r\nal");
    far.close(Cause.RESET);

    assertThat(heard).containsExactly("TRUNCATED sent");
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, REFUSED",
    "CONNECT_TIMEOUT, CONNECT_TIMEOUT",
    "TLS, TLS",
    "ENDED, REFUSED",
    "RESET, REFUSED",
    "LOCAL, REFUSED"
  })
  void aConnectionThatNeverOpenedHasSentNothing(Cause cause, TryFailure failure) {
    send("one");
    far.close(cause);

    assertThat(heard).containsExactly(failure + " unsent");
    assertThat(connection.reusable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, REFUSED, REFUSED, REFUSED",
    "CONNECT_TIMEOUT, CONNECT_TIMEOUT, CONNECT_TIMEOUT, CONNECT_TIMEOUT",
    "TLS, TLS, TLS, TLS",
    "ENDED, LOST_BEFORE_ANSWER, IDLE_CLOSED, TRUNCATED",
    "RESET, LOST_BEFORE_ANSWER, IDLE_CLOSED, TRUNCATED",
    "LOCAL, LOST_BEFORE_ANSWER, IDLE_CLOSED, TRUNCATED"
  })
  void afterItWasOpenTheCauseAndThePhaseNameTheFailure(
      Cause cause, TryFailure onFirst, TryFailure onKept, TryFailure within) {
    assertThat(failureOf(cause, false, "")).isEqualTo(onFirst + " sent");
    assertThat(failureOf(cause, true, "")).isEqualTo(onKept + " sent");
    assertThat(failureOf(cause, false, "HTTP/1.1 200")).isEqualTo(within + " sent");
    assertThat(failureOf(cause, true, ANSWER.substring(0, ANSWER.length() - 1)))
        .isEqualTo(within + " sent");
  }

  private String failureOf(Cause cause, boolean kept, String before) {
    heard.clear();
    var tried = new NodeConnection(wire, ENDPOINT, 1_000, budget);
    var other = wire.last();
    other.open();
    if (kept) {
      tried.send("zero".getBytes(UTF_8), listener);
      other.feed(ANSWER);
      heard.clear();
    }
    tried.send("one".getBytes(UTF_8), listener);
    other.feed(before);
    other.close(cause);
    assertThat(tried.reusable()).isFalse();
    assertThat(heard).hasSize(1);
    return heard.getFirst();
  }

  @Test
  void brokenAndTooLargeAnswersCloseTheConnection() {
    send("one");
    far.open();
    far.feed("garbage\r\n\r\n");
    assertThat(heard).containsExactly("BROKEN_FRAMING sent");
    assertThat(far.closedHere()).isTrue();

    heard.clear();
    var other = new NodeConnection(wire, ENDPOINT, 1_000, budget);
    wire.last().open();
    other.send("one".getBytes(UTF_8), listener);
    wire.last().feed("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n");
    assertThat(heard).containsExactly("ANSWER_TOO_LARGE sent");
    assertThat(wire.last().closedHere()).isTrue();
  }

  @Test
  void closeTellsNobody() {
    send("one");
    far.open();
    far.feed("HTTP/1.1 200 OK\r\n");
    connection.close();
    loop.settle();

    assertThat(far.over()).isTrue();
    assertThat(heard).isEmpty();
    assertThat(connection.reusable()).isFalse();
  }

  @Test
  void closeBeforeItIsOpenSendsNothing() {
    send("one");
    connection.close();
    far.open();
    loop.settle();

    assertThat(far.written()).isEmpty();
    assertThat(heard).isEmpty();
  }

  @Test
  void theRequestAndWhatHasComeOfItsAnswerAreChargedUntilThatIsHandedOver() {
    send("one");
    assertThat(budget.used()).isEqualTo(3);
    far.open();
    far.feed("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
    assertThat(budget.used()).isEqualTo(103);
    far.feed("x".repeat(97));

    assertThat(heard).hasSize(1);
    assertThat(budget.used()).isZero();
  }

  @Test
  void whatHasComeIsGivenBackHoweverItEnds() {
    send("one");
    far.open();
    far.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc");
    assertThat(budget.used()).isPositive();
    far.close(Cause.RESET);
    assertThat(budget.used()).isZero();

    var other = new NodeConnection(wire, ENDPOINT, 1_000, budget);
    wire.last().open();
    other.send("one".getBytes(UTF_8), listener);
    wire.last().feed("HTTP/1.1 200 OK\r\n\r\nabc");
    assertThat(budget.used()).isPositive();
    other.close();
    assertThat(budget.used()).isZero();
  }
}
