package headgate.acceptance.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Callers that take their time: each state of a connection has a deadline for the whole of it,
 * which a byte now and then does not move.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowCallersTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final int ENDLESS = 3_000;

  private final FakeNode node = FakeNode.start().answers("icx_getBalance", "\"0x7\"");
  private final TestGateway gateway =
      TestNetwork.icon(node)
          .serve(
              TestLimits.defaults()
                  .headerDeadline(SHORT)
                  .bodyDeadline(SHORT)
                  .idleDeadline(SHORT)
                  .writeDeadline(SHORT));

  @AfterAll
  void stop() {
    Quiet.becomes(gateway);
    gateway.close();
    node.close();
  }

  private RawHttp connect() {
    return RawHttp.connect(gateway.port());
  }

  private void assertIsEndedWhileItSends(String begin, String drop) {
    try (var client = connect()) {
      client.send(begin);
      assertThat(isEndedBefore(client, drop.repeat(ENDLESS).getBytes(UTF_8), drop.length()))
          .isTrue();
      assertThat(client.untilClosed()).isEmpty();
    }
    assertThat(node.receivedBesideProbes()).isEmpty();
  }

  /** A write fails only after the gateway has ended the connection. */
  private static boolean isEndedBefore(RawHttp client, byte[] bytes, int drop) {
    try {
      client.sendInPieces(bytes, drop, PAUSE);
      return false;
    } catch (UncheckedIOException _) {
      return true;
    }
  }

  @Test
  void whoDripsItsHeadersIsCutOff() {
    assertIsEndedWhileItSends("POST /api/v3 HTTP/1.1\r\nHost: localhost\r\nX: ", "x");
  }

  @Test
  void whoDripsHeaderAfterHeaderIsCutOff() {
    assertIsEndedWhileItSends("POST /api/v3 HTTP/1.1\r\nHost: localhost\r\n", "X: 1\r\n");
  }

  @Test
  void whoDripsTheRequestLineIsCutOff() {
    assertIsEndedWhileItSends("POST /", "a");
  }

  @Test
  void whoDripsEmptyLinesIsCutOff() {
    assertIsEndedWhileItSends("\r\n", "\r\n");
  }

  @Test
  void whoDripsItsBodyIsCutOffAtTheTotalDeadline() {
    assertIsEndedWhileItSends(Requests.head("Content-Length: 100000") + "\r\n", " ");
  }

  @Test
  void whoDripsItsChunksIsCutOffAtTheTotalDeadline() {
    assertIsEndedWhileItSends(Requests.head("Transfer-Encoding: chunked") + "\r\n", "1\r\n \r\n");
  }

  @Test
  void whoDripsAChunkExtensionIsCutOff() {
    assertIsEndedWhileItSends(Requests.head("Transfer-Encoding: chunked") + "\r\n5;", "x");
  }

  @Test
  void whoDripsTrailersIsCutOff() {
    assertIsEndedWhileItSends(
        Requests.head("Transfer-Encoding: chunked") + "\r\n1\r\n \r\n0\r\n", "X: 1\r\n");
  }

  @Test
  void whoDripsTheBodyOfARequestThatIsRefusedAnywayIsCutOffToo() {
    assertIsEndedWhileItSends(
        "PUT /api/v3 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n", " ");
  }

  @Test
  void whoConnectsAndSaysNothingIsLetGo() {
    try (var client = connect()) {
      assertThat(client.untilClosed()).isEmpty();
    }
  }

  @Test
  void whoSaysNothingAfterAnAnswerIsLetGo() {
    try (var client = connect()) {
      client.send(Requests.post("[]")).response();
      assertThat(client.untilClosed()).isEmpty();
    }
  }

  @Test
  void whoStopsInTheMiddleOfARequestIsLetGo() {
    var request = new String(Requests.post("[]"), UTF_8);
    for (var end : new int[] {1, 20, 40, request.length() - 1}) {
      try (var client = connect()) {
        assertThat(client.send(request.substring(0, end)).untilClosed()).isEmpty();
      }
    }
  }

  @Test
  void manyThatSayNothingKeepNobodyFromBeingServed() {
    var silent = new ArrayList<RawHttp>();
    try {
      for (var count = 0; count < 200; count++) {
        silent.add(connect());
      }
      assertThat(gateway.post("[]").status()).isEqualTo(400);
      silent.forEach(client -> assertThat(client.untilClosed()).isEmpty());
      Eventually.holds("all are gone", () -> gateway.gateway().process().connections() == 0);
    } finally {
      silent.forEach(RawHttp::close);
    }
  }

  @Test
  void whoDoesNotReadItsAnswersIsLetGo() {
    var text = "\"" + "x".repeat(900_000) + "\"";
    try (var large = FakeNode.start().answers("icx_getScoreApi", text);
        var served = TestNetwork.icon(large).serve(TestLimits.defaults().writeDeadline(SHORT));
        var client = RawHttp.connect(served.port())) {
      var call = Requests.call("1", "icx_getScoreApi", "{\"address\":\"cx00\"}");
      for (var count = 0; count < 30; count++) {
        client.send(Requests.post(call));
      }
      Eventually.holds("it is let go", () -> served.gateway().process().connections() == 0);
    }
  }
}
