package headgate.acceptance.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.io.UncheckedIOException;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are more than the gateway takes, in each way in which one can be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TooLargeTest {
  private static final int MIB = 1 << 20;
  private static final String TOO_LARGE =
      "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32097,"
          + "\"message\":\"TooLarge: request exceeds the limit\"},\"id\":null}\n";
  private static final String HEAD_TOO_LARGE =
      "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32097,"
          + "\"message\":\"TooLarge: request head exceeds the limit\"},\"id\":null}\n";
  private static final String TOO_MANY =
      "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":\"InvalidRequest\","
          + "\"data\":\"too many request\"},\"id\":null}\n";

  private final FakeNode node = FakeNode.start().answers("icx_getBalance", "\"0x7\"");
  private final TestGateway gateway = TestNetwork.icon(node).serve();

  @AfterAll
  void stop() {
    Quiet.becomes(gateway);
    gateway.close();
    node.close();
  }

  @AfterEach
  void othersAreServed() {
    assertThat(gateway.post(Requests.balance("\"after\"")).status()).isEqualTo(200);
  }

  private RawHttp connect() {
    return RawHttp.connect(gateway.port());
  }

  private static void assertTooLarge(RawResponse answer) {
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).isEqualTo(TOO_LARGE);
    assertThat(answer.header("Connection")).isEqualTo("close");
  }

  @Test
  void anAnnouncedBodyOverTheLimitIsRefusedBeforeAnyOfItIsRead() {
    try (var client = connect()) {
      client.send(Requests.head("Content-Length: " + (MIB + 1)) + "\r\n");
      assertTooLarge(client.response());
    }
  }

  @Test
  void theRefusalCanBeReadByACallerThatSendsOn() {
    try (var client = connect()) {
      client.send(Requests.head("Content-Length: " + 4 * MIB) + "\r\n");
      client.send(new byte[4 * MIB]);
      assertTooLarge(client.response());
      assertThat(client.untilClosed()).isEmpty();
    }
  }

  @Test
  void aChunkedBodyOverTheLimitIsRefusedAndTheRefusalCanBeRead() {
    try (var client = connect()) {
      client.send(Requests.head("Transfer-Encoding: chunked") + "\r\n");
      var chunk = Requests.chunk(" ".repeat(64 * 1024));
      for (var count = 0; count < 24; count++) {
        client.send(chunk);
      }
      assertTooLarge(client.response());
      assertThat(client.untilClosed()).isEmpty();
    }
  }

  @Test
  void anEndlessChunkedBodyIsCutOff() {
    try (var client = connect()) {
      client.send(Requests.head("Transfer-Encoding: chunked") + "\r\n");
      assertThat(isCutOff(client, Requests.chunk(" ".repeat(64 * 1024)).getBytes(UTF_8))).isTrue();
    }
  }

  /** Sends for as long as it is let, which must be less than for ever. */
  private static boolean isCutOff(RawHttp client, byte[] chunk) {
    try {
      for (var count = 0; count < 1_000_000; count++) {
        client.send(chunk);
      }
      return false;
    } catch (UncheckedIOException _) {
      return true;
    }
  }

  @Test
  void aBodyOfExactlyTheLimitIsTaken() {
    var call = Requests.balance("1");
    var answer = gateway.post(call + " ".repeat(MIB - call.length()));
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void anUnknownPathIsAnsweredAsSuchHoweverLargeTheBody() {
    try (var client = connect()) {
      client.send("POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n");
      var answer = client.response();
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.header("Connection")).isEqualTo("close");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 9223372036854775807",
        "Content-Length: 4294967296",
        "Content-Length: 2147483648"
      })
  void noLengthIsTooLargeToBeRefused(String length) {
    try (var client = connect()) {
      assertTooLarge(client.send(Requests.head(length) + "\r\n").response());
    }
  }

  private void assertClosed(String head) {
    try (var client = connect()) {
      try {
        client.send(head);
      } catch (UncheckedIOException _) {
        // Closed before all of it was sent.
      }
      assertThat(client.untilClosed()).isEmpty();
    }
  }

  private void assertHeadTooLarge(String head) {
    try (var client = connect()) {
      var answer = client.send(head).response();
      assertThat(answer.status()).isEqualTo(431);
      assertThat(answer.body()).isEqualTo(HEAD_TOO_LARGE);
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(client.untilClosed()).isEmpty();
    }
  }

  @Test
  void aRequestLineOverTheLimitIsRefused() {
    assertHeadTooLarge("POST /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  @Test
  void aRequestLineWithoutAnEndIsRefused() {
    assertHeadTooLarge("POST /" + "a".repeat(64 * 1024));
  }

  @Test
  void aHeaderOverTheLimitIsRefused() {
    assertHeadTooLarge(Requests.head("X: " + "a".repeat(17 * 1024)) + "\r\n");
  }

  @Test
  void manySmallHeadersOverTheLimitAreRefused() {
    assertHeadTooLarge(Requests.head("X: 1\r\n".repeat(5_000) + "Y: 1") + "\r\n");
  }

  @Test
  void anEndlessChunkExtensionIsNotAnswered() {
    assertClosed(Requests.head("Transfer-Encoding: chunked") + "\r\n1;" + "x".repeat(2 * MIB));
  }

  @Test
  void endlessTrailersAreNotAnswered() {
    assertClosed(
        Requests.head("Transfer-Encoding: chunked")
            + "\r\n1\r\n \r\n0\r\n"
            + "X: 1\r\n".repeat(100_000));
  }

  @Test
  void aBatchOfAHundredIsAnsweredWhole() {
    var answer = gateway.post(batch(100));
    assertThat(answer.status()).isEqualTo(200);
    var item = "{\"jsonrpc\":\"2.0\",\"result\":\"0x7\",\"id\":1}";
    assertThat(answer.body())
        .isEqualTo("[" + String.join(",", Collections.nCopies(100, item)) + "]\n");
  }

  @Test
  void aBatchOfMoreIsRefusedInGoloopsWords() {
    var before = node.receivedBesideProbes().size();
    var answer = gateway.post(batch(101));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo(TOO_MANY);
    assertThat(node.receivedBesideProbes()).hasSize(before);
  }

  @Test
  void aMebibyteOfTinyCallsIsRefusedAtOnce() {
    var answer = gateway.post("[" + "1,".repeat(MIB / 2 - 2) + "1]");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo(TOO_MANY);
  }

  private static String batch(int calls) {
    return "[" + String.join(",", Collections.nCopies(calls, Requests.balance("1"))) + "]";
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":", "[[", "{\"params\":["})
  void aBombOfDepthIsAParseError(String level) {
    var answer = gateway.post(level.repeat(MIB / level.length()));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":-32700").endsWith("\"id\":null}\n");
    Leaks.assertNone(answer.body(), node);
  }

  @Test
  void aBombOfDepthInsideTheParamsIsAParseErrorToo() {
    var deep = "[".repeat(500_000) + "]".repeat(500_000);
    var answer = gateway.post(Requests.call("1", "icx_getBalance", deep));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":-32700").endsWith("\"id\":null}\n");
  }
}
