package headgate.gateway.listen;

import static headgate.gateway.listen.ConnectionBench.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered when the head of a request has been read. */
class EarlyAnswersTest {
  private final ConnectionBench bench = new ConnectionBench();

  private static String options(String fields) {
    return "OPTIONS /anything HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
  }

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

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 4_000, 4_100})
  void aHeadThatIsTooLongIsRefusedWhereverItIsCut(int cut) {
    var line = "POST /" + "a".repeat(4_200) + " HTTP/1.1\r\nHost: h\r\n\r\n";
    bench.send(line.substring(0, cut));
    bench.send(line.substring(cut));

    assertThat(bench.received())
        .startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n")
        .contains("Connection: close\r\n", "\"code\":-32097");
    bench.send(post("{}"));
    bench.advance(Duration.ofSeconds(2));
    assertThat(bench.open()).isFalse();
    assertThat(bench.exchanges).isEmpty();
  }

  @Test
  void fieldsThatAreTooLongTogetherAreRefusedBehindTheAnswersBefore() {
    var field = "X: " + "y".repeat(1_000) + "\r\n";
    bench.send(post("{}") + post(field.repeat(17), "{}"));
    assertThat(bench.received()).isEmpty();
    bench.answer(0, "one");

    assertThat(bench.received()).containsSubsequence("HTTP/1.1 200", "one", "HTTP/1.1 431 ");
    assertThat(bench.exchanges).hasSize(1);
  }

  @Test
  void aTrailerThatIsTooLongIsAffairOfTheFramingAndNotAnswered() {
    var field = "X: " + "y".repeat(1_000) + "\r\n";
    bench.send(
        "POST /rpc HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n"
            + field.repeat(17));

    assertThat(bench.received()).isEmpty();
    assertThat(bench.open()).isFalse();
  }
}
