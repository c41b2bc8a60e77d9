package headgate.acceptance.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that speak something else: nothing is said to them, and others do not notice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherProtocolsTest {
  private static final byte[] TLS_HELLO =
      HexFormat.of()
          .parseHex(
              "16030100750100007103035f9f3c1b0c2d4e5f60718293a4b5c6d7e8f900112233445566778899aabbcc"
                  + "ddeeff000018c02bc02fc02cc030cca9cca8c013c014009c009d002f003501000030000000");

  private final FakeNode node = FakeNode.start();
  private final TestGateway gateway =
      TestNetwork.icon(node)
          .serve(
              TestLimits.defaults()
                  .headerDeadline(Duration.ofMillis(300))
                  .bodyDeadline(Duration.ofMillis(300)));

  @AfterAll
  void stop() {
    Quiet.becomes(gateway);
    gateway.close();
    node.close();
  }

  @AfterEach
  void othersAreServed() {
    assertThat(gateway.post("[]").status()).isEqualTo(400);
    assertThat(node.receivedBesideProbes()).isEmpty();
  }

  private String answerTo(byte[] bytes) {
    try (var client = RawHttp.connect(gateway.port())) {
      try {
        client.send(bytes);
      } catch (UncheckedIOException _) {
        // Closed before all of it was sent.
      }
      return client.untilClosed();
    }
  }

  @Test
  void aTlsHelloIsNotAnswered() {
    assertThat(answerTo(TLS_HELLO)).isEmpty();
  }

  @Test
  void thePrefaceOfHttp2IsNotAnswered() {
    assertThat(answerTo("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(UTF_8)))
        .isEmpty();
  }

  @Test
  void anUpgradeToHttp2IsIgnoredAsGoloopDoes() {
    var request =
        Requests.post(
            "[]",
            "Connection: Upgrade, HTTP2-Settings",
            "Upgrade: h2c",
            "HTTP2-Settings: AAMAAABk");
    try (var client = RawHttp.connect(gateway.port())) {
      assertThat(client.send(request).response().status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_getLastBlock\"}\n",
        "SSH-2.0-OpenSSH_9.6\r\n",
        "EHLO example.com\r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.2 5 6\r\n",
        "\r\n\r\n\r\n\r\nhello\r\n\r\n",
        "GET\r\n\r\n",
        "\0\0\0\0\0\0\0\0",
        " ",
        "*1\r\n$4\r\nPING\r\n"
      })
  void wordsOfOtherProtocolsAreNotAnswered(String words) {
    assertThat(answerTo(words.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void randomBytesAreNotAnswered() {
    var seed = 20_261_122L;
    var random = new Random(seed);
    for (var round = 0; round < 50; round++) {
      var bytes = new byte[1 + random.nextInt(20_000)];
      random.nextBytes(bytes);
      // A line ends somewhere, so that there is something to judge.
      bytes[bytes.length - 1] = '\n';
      assertThat(answerTo(bytes)).as("round %d of seed %d", round, seed).isEmpty();
    }
  }
}
