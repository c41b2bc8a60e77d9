package headgate.gateway.listen;

import static headgate.gateway.listen.ConnectionBench.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpcConnectionTest {
  private final ConnectionBench bench = new ConnectionBench();

  private static Duration sweep(Duration deadline) {
    return deadline.plusMillis(250);
  }

  private static String options(String fields) {
    return "OPTIONS /anything HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
  }

  // ---- requests in, answers out

  @Test
  void aWholeRequestBecomesAnExchange() {
    bench.send(post("Icon-Options: timeout=5\r\n", "{}"));

    assertThat(bench.exchanges).hasSize(1);
    assertThat(bench.body(0)).isEqualTo("{}");
    assertThat(bench.exchanges.getFirst().door()).isEqualTo(new Door.Rpc(0, "v3", "/api/v3"));
    assertThat(bench.exchanges.getFirst().header("icon-options")).isEqualTo("timeout=5");
    assertThat(bench.exchanges.getFirst().header("absent")).isNull();
    assertThat(bench.exchanges.getFirst().client().isLoopbackAddress()).isTrue();
  }

  @Test
  void theAnswerHasTheHeadThatGoloopSends() {
    bench.send(post("{}"));
    bench.answer(0, "{\"a\":1}\n");

    assertThat(bench.received().split("\r\n", -1))
        .containsExactly(
            "HTTP/1.1 200 OK",
            "Content-Type: application/json; charset=UTF-8",
            "Vary: Origin",
            "Date: Thu, 01 Jan 2026 00:00:00 GMT",
            "Content-Length: 8",
            "",
            "{\"a\":1}\n");
    assertThat(bench.open()).isTrue();
  }

  @Test
  void anEmptyAnswerHasNoContentType() {
    bench.send(post("{}"));
    bench.answer(0, "");

    assertThat(bench.received()).contains("Content-Length: 0\r\n").doesNotContain("Content-Type");
  }

  @Test
  void aChunkedBodyIsPutTogether() {
    bench.send("POST /rpc HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{\"");
    bench.send("\r\n3;x\r\na\":\r\n2\r\n1}\r\n0\r\nTrailer: x\r\n\r\n");

    assertThat(bench.body(0)).isEqualTo("{\"a\":1}");
  }

  @Test
  void bytesThatComeOneByOneAreTheSameRequest() {
    var request = post("{\"a\":1}");
    for (var at = 0; at < request.length(); at++) {
      assertThat(bench.exchanges).isEmpty();
      bench.send(request.substring(at, at + 1));
    }

    assertThat(bench.body(0)).isEqualTo("{\"a\":1}");
  }

  @Test
  void requestsOnOneConnectionAreServedOneAtATimeInOrder() {
    bench.send(post("1") + post("2") + post("3"));
    assertThat(bench.exchanges).hasSize(1);
    assertThat(bench.channel.config().isAutoRead()).isFalse();
    bench.answer(0, "one");
    assertThat(bench.exchanges).hasSize(2);
    bench.answer(1, "two");
    bench.answer(2, "three");

    assertThat(bench.body(2)).isEqualTo("3");
    assertThat(bench.received()).containsSubsequence("one", "two", "three");
    assertThat(bench.channel.config().isAutoRead()).isTrue();
    assertThat(bench.open()).isTrue();
  }

  @Test
  void aPipelinedRequestThatIsHalfThereIsReadOnAfterTheAnswer() {
    bench.send(post("1") + post("23").substring(0, post("23").length() - 1));
    bench.answer(0, "one");
    assertThat(bench.channel.config().isAutoRead()).isTrue();
    bench.send("3");

    assertThat(bench.body(1)).isEqualTo("23");
  }

  @Test
  void manyPipelinedRequestsAnsweredAtOnceDoNotPileUp() {
    bench.send(post("x").repeat(500));
    for (var index = 0; index < 500; index++) {
      bench.answer(index, "y");
    }

    assertThat(bench.received().split("HTTP/1.1 200 OK", -1)).hasSize(501);
  }

  @Test
  void aSecondAnswerToOneExchangeIsDropped() {
    bench.send(post("1"));
    bench.answer(0, "one");
    bench.answer(0, "again");
    bench.send(post("2"));
    bench.answer(0, "again");
    bench.answer(1, "two");

    assertThat(bench.received()).containsSubsequence("one", "two").doesNotContain("again");
  }

  @Test
  void anAbortedAnswerBreaksTheConnection() {
    bench.send(post("1"));
    var sink = bench.exchanges.getFirst().sink();
    sink.begin(200, 100, 0);
    sink.chunk(new byte[10], 0, 10);
    sink.abort();

    assertThat(bench.open()).isFalse();
    assertThat(bench.budget.used()).isZero();
  }

  // ---- early answers

  @Test
  void whatHasNoDoorIsAbsentAndTheConnectionStays() {
    bench.send("POST /else HTTP/1.1\r\nHost: who\r\nContent-Length: 2\r\n\r\nab");

    assertThat(bench.received())
        .startsWith("HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=UTF-8\r\n")
        .endsWith("\r\n\r\nnothing at /else of who");
    assertThat(bench.open()).isTrue();
    assertThat(bench.exchanges).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "TRACE", "BREW"})
  void otherMethodsFindNothing(String method) {
    bench.send(method + " /rpc HTTP/1.1\r\nHost: h\r\n\r\n");

    assertThat(bench.received()).startsWith("HTTP/1.1 404 ").endsWith("not found");
  }

  @Test
  void headGetsAHeadAlone() {
    bench.send("HEAD /rpc HTTP/1.1\r\nHost: h\r\n\r\n");
    bench.send("HEAD /x HTTP/1.1\r\nHost: h\r\n\r\n");

    var received = bench.received();
    assertThat(received).endsWith("\r\n\r\n").doesNotContain("not found\r\n", "nothing at");
    assertThat(received.split("HTTP/1.1 404", -1)).hasSize(3);
    assertThat(received).contains("Content-Length: 9\r\n");
  }

  @Test
  void aPreflightIsAnsweredWithFieldsAlone() {
    bench.send(options("Origin: http://x\r\nAccess-Control-Request-Headers: content-type\r\n"));

    assertThat(bench.received())
        .startsWith("HTTP/1.1 204 No Content\r\n")
        .contains("Access-Control-Allow-Headers: content-type\r\n")
        .contains("Access-Control-Allow-Origin: *\r\n")
        .doesNotContain("Content-Length", "Content-Type")
        .endsWith("\r\n\r\n");
  }

  @Test
  void aPreflightNeverEchoesWhatIsNoListOfNames() {
    bench.send(options("Access-Control-Request-Headers: a<b>\r\n"));

    assertThat(bench.received())
        .contains("Access-Control-Allow-Headers: X-Headgate-Min-Height\r\n")
        .doesNotContain("<");
  }

  @Test
  void aPageOfAnotherOriginMayReadTheAnswer() {
    bench.send(post("Origin: http://x\r\n", "{}"));
    bench.answer(0, "1");

    assertThat(bench.received())
        .contains("Access-Control-Allow-Origin: *\r\n")
        .contains("Access-Control-Expose-Headers: X-Headgate-Head,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "identity, gzip", "x", ""})
  void anEncodedBodyIsRefused(String coding) {
    bench.send(post("Content-Encoding: " + coding + "\r\n", "{}"));

    assertThat(bench.received())
        .startsWith("HTTP/1.1 415 Unsupported Media Type\r\n")
        .contains("\"code\":-32600")
        .endsWith("\"id\":null}\n");
    assertThat(bench.exchanges).isEmpty();
  }

  @Test
  void anIdentityBodyIsNotEncoded() {
    bench.send(post("Content-Encoding: Identity\r\n", "{}"));

    assertThat(bench.exchanges).hasSize(1);
  }

  @Test
  void aBodyThatIsAnnouncedTooLargeIsRefusedUnread() {
    bench.send("POST /rpc HTTP/1.1\r\nHost: h\r\nContent-Length: 200001\r\n\r\n");

    assertThat(bench.received())
        .startsWith("HTTP/1.1 413 Content Too Large\r\n")
        .contains("Connection: close\r\n")
        .contains("\"code\":-32097");
    assertThat(bench.channel.isOutputShutdown()).isTrue();
    bench.send("x".repeat(10_000));
    assertThat(bench.open()).isTrue();
    bench.advance(Duration.ofMillis(1_250));
    assertThat(bench.open()).isFalse();
  }

  @Test
  void aChunkedBodyIsRefusedAsItGrowsTooLarge() {
    bench.send("POST /rpc HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
    var chunk = "2710\r\n" + "x".repeat(10_000) + "\r\n";
    for (var sent = 0; sent < 20; sent++) {
      bench.send(chunk);
    }
    assertThat(bench.received()).isEmpty();
    bench.send("1\r\nx\r\n");

    assertThat(bench.received()).startsWith("HTTP/1.1 413 ");
    bench.send(chunk);
    assertThat(bench.received()).isEmpty();
  }

  @Test
  void aBodyMayBeAsLargeAsTheBound() {
    bench.send(post("x".repeat(ConnectionBench.BODY_MAX)));

    assertThat(bench.exchanges).hasSize(1);
    assertThat(bench.exchanges.getFirst().bodyLength()).isEqualTo(ConnectionBench.BODY_MAX);
  }

  // ---- expectations

  @Test
  void whoAsksFirstIsToldToGoOn() {
    bench.send(
        "POST /rpc HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    assertThat(bench.received()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    bench.send("{}");
    bench.answer(0, "1");

    assertThat(bench.received()).startsWith("HTTP/1.1 200 OK\r\n");
  }

  @Test
  void whoAsksFirstIsNotToldToGoOnWithWhatIsRefusedAnyway() {
    bench.send(
        "POST /else HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");

    assertThat(bench.received())
        .startsWith("HTTP/1.1 404 ")
        .contains("Connection: close\r\n")
        .doesNotContain("100 Continue");
  }

  @Test
  void whoAsksFirstWithTooMuchIsRefused() {
    bench.send(
        "POST /rpc HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 300000\r\n\r\n");

    assertThat(bench.received()).startsWith("HTTP/1.1 413 ").doesNotContain("100 Continue");
  }

  // ---- the end of a connection

  @Test
  void brokenFramingClosesWithoutAnAnswer() {
    bench.send("POST /rpc HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n");

    assertThat(bench.received()).isEmpty();
    assertThat(bench.open()).isFalse();
    assertThat(bench.left).hasSize(1);
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
    sink.begin(200, 5, 0);
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
    assertThat(bench.left).hasSize(1);
  }

  // ---- deadlines

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

  // ---- streams

  @Test
  void anUpgradeIsGivenAway() {
    bench.send("GET /stream HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n\r\n");

    assertThat(bench.upgrades).containsExactly("block");
    assertThat(bench.exchanges).isEmpty();
  }

  @Test
  void aStreamTakesNoPost() {
    bench.send("POST /stream HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");

    assertThat(bench.upgrades).isEmpty();
    assertThat(bench.received()).startsWith("HTTP/1.1 404 ");
  }
}
