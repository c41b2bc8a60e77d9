package headgate.acceptance.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound requests in odd frames: each is answered as if it had come in one piece. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramesTest {
  private static final Duration MOMENT = Duration.ofNanos(50_000);
  private static final String ANSWER = "{\"jsonrpc\":\"2.0\",\"result\":\"0x7\",\"id\":%s}\n";

  private final FakeNode node = FakeNode.start().answers("icx_getBalance", "\"0x7\"");
  private final TestGateway gateway = TestNetwork.icon(node).serve();

  @AfterAll
  void stop() {
    Quiet.becomes(gateway);
    gateway.close();
    node.close();
  }

  private RawHttp connect() {
    return RawHttp.connect(gateway.port());
  }

  private void assertAnsweredInPiecesOfEverySize(byte[] request) {
    try (var client = connect()) {
      for (var size = 1; size <= request.length; size++) {
        var answer = client.sendInPieces(request, size, MOMENT).response();
        assertThat(answer.body()).as("in pieces of %d", size).isEqualTo(ANSWER.formatted("1"));
      }
    }
  }

  @Test
  void aRequestMayBeSplitAtEveryByte() {
    assertAnsweredInPiecesOfEverySize(Requests.post(Requests.balance("1")));
  }

  @Test
  void aChunkedRequestMayBeSplitAtEveryByte() {
    var call = Requests.balance("1");
    assertAnsweredInPiecesOfEverySize(
        Requests.chunked(call.substring(0, 40), call.substring(40, 41), call.substring(41)));
  }

  @Test
  void aBodyMayComeInChunksOfOneByte() {
    var call = Requests.balance("1");
    try (var client = connect()) {
      var answer = client.send(Requests.chunked(call.split("(?<=.)"))).response();
      assertThat(answer.body()).isEqualTo(ANSWER.formatted("1"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunked", "Chunked", "CHUNKED", "chunked \t"})
  void theCodingMayBeWrittenInAnyCase(String coding) {
    assertThat(answerTo(chunks("Transfer-Encoding: " + coding, "%x\r\n%s\r\n0\r\n\r\n")))
        .endsWith(ANSWER.formatted("1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%X\r\n%s\r\n0\r\n\r\n",
        "000%x\r\n%s\r\n000\r\n\r\n",
        "%x;name=value\r\n%s\r\n0;last\r\n\r\n",
        "%x\r\n%s\r\n0\r\nTrailer: dropped\r\n\r\n"
      })
  void chunkSizesMayHaveZerosAndExtensionsAndTrailersFollow(String frames) {
    assertThat(answerTo(chunks("Transfer-Encoding: chunked", frames)))
        .endsWith(ANSWER.formatted("1"));
  }

  private static byte[] chunks(String coding, String frames) {
    var call = Requests.balance("1");
    return (Requests.head(coding, "Connection: close")
            + "\r\n"
            + frames.formatted(call.length(), call))
        .getBytes(UTF_8);
  }

  /** All bytes that come back for a request that asks for the end of the connection. */
  private String answerTo(byte[] request) {
    try (var client = connect()) {
      return client.send(request).untilClosed();
    }
  }

  @Test
  void emptyLinesBeforeARequestAreSkipped() {
    try (var client = connect()) {
      client.send("\r\n\r\n").send(Requests.post(Requests.balance("1")));
      assertThat(client.response().body()).isEqualTo(ANSWER.formatted("1"));
    }
  }

  @Test
  void aHundredPipelinedRequestsAreAnsweredInTheirOrder() {
    try (var client = connect()) {
      client.send(requests(100));
      for (var id = 0; id < 100; id++) {
        assertThat(client.response().body()).isEqualTo(expected(id));
      }
    }
  }

  @Test
  void pipelinedRequestsAreAllAnsweredAlthoughTheCallerHasEndedItsSide() {
    try (var client = connect()) {
      client.send(requests(300)).halfClose();
      for (var id = 0; id < 300; id++) {
        assertThat(client.response().body()).as("answer %d", id).isEqualTo(expected(id));
      }
      assertThat(client.untilClosed()).isEmpty();
    }
  }

  /** Hits, misses, refusals, notifications and unknown paths by turns. */
  private static byte[] requests(int count) {
    var all = new ByteArrayOutputStream();
    for (var id = 0; id < count; id++) {
      all.writeBytes(
          switch (id % 5) {
            case 0 -> Requests.post(Requests.balance(id + ""));
            case 1 -> Requests.post("{\"jsonrpc\":\"2.0\",\"method\":\"icx_getBalance\"}");
            case 2 -> Requests.post("[]");
            case 3 -> Requests.chunked(miss(id));
            default -> "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8);
          });
    }
    return all.toByteArray();
  }

  private static String miss(int id) {
    return Requests.call(id + "", "icx_getBalance", "{\"address\":\"hx%040d\"}".formatted(id));
  }

  private static String expected(int id) {
    return switch (id % 5) {
      case 0, 3 -> ANSWER.formatted(id);
      case 1 -> "";
      case 2 ->
          "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":\"InvalidRequest\"},"
              + "\"id\":null}\n";
      default -> "Not Found <nil>";
    };
  }

  @Test
  void aCallerOfHttp10IsAnsweredAndThenLeftAlone() {
    var request = text(Requests.post(Requests.balance("1"))).replace("HTTP/1.1", "HTTP/1.0");
    var seen = answerTo(request.getBytes(UTF_8));
    assertThat(seen).startsWith("HTTP/1.1 200 OK\r\n").endsWith(ANSWER.formatted("1"));
  }

  @Test
  void aCallerOfHttp10KeepsItsConnectionWhereItAsksForIt() {
    var request =
        text(Requests.post(Requests.balance("1"), "Connection: keep-alive"))
            .replace("HTTP/1.1", "HTTP/1.0");
    try (var client = connect()) {
      var answer = client.send(request).response();
      assertThat(answer.header("Connection")).isEqualToIgnoringCase("keep-alive");
      assertThat(client.send(request).response().body()).isEqualTo(ANSWER.formatted("1"));
    }
  }

  @Test
  void aCallerThatWantsToCloseIsTakenAtItsWord() {
    var twice =
        Requests.joined(
            Requests.post(Requests.balance("1"), "Connection: close"),
            Requests.post(Requests.balance("2")));
    var seen = answerTo(twice);
    assertThat(seen).contains("Connection: close\r\n").endsWith(ANSWER.formatted("1"));
    assertThat(seen).doesNotContain("\"id\":2");
  }

  @Test
  void whoExpectsToBeToldToGoOnIsTold() {
    var call = Requests.balance("1");
    try (var client = connect()) {
      client.send(
          Requests.head("Expect: 100-continue", "Content-Length: " + call.length()) + "\r\n");
      assertThat(client.response().status()).isEqualTo(100);
      assertThat(client.send(call).response().body()).isEqualTo(ANSWER.formatted("1"));
    }
  }

  @Test
  void whoExpectsToBeToldToGoOnWithTooMuchIsRefusedAtOnce() {
    var seen =
        answerTo(
            (Requests.head("Expect: 100-continue", "Content-Length: 2000000") + "\r\n")
                .getBytes(UTF_8));
    assertThat(seen).startsWith("HTTP/1.1 413 ").contains("-32097").contains("Connection: close");
  }

  private static String text(byte[] request) {
    return new String(request, UTF_8);
  }
}
