package headgate.acceptance.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeStreamNode;
import headgate.acceptance.kit.Header;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The switch from HTTP to WebSocket, and what is no such switch. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamUpgradeTest {
  private static final String PATH = "/api/v3/icon_dex/block";
  private static final Duration SOON = Duration.ofMillis(500);
  private static final String SOUND =
      """
      GET /api/v3/icon_dex/block HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;

  private final FakeStreamNode node = FakeStreamNode.start();
  private final TestGateway gateway =
      TestNetwork.streaming(node).serve(TestLimits.defaults().headerDeadline(SOON));

  @AfterAll
  void stop() {
    gateway.close();
    node.close();
  }

  private RawHttp connect() {
    return RawHttp.connect(gateway.port());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: keep-alive, Upgrade",
        "Connection: UPGRADE",
        "Connection: Upgrade\r\nOrigin: https://anywhere.example",
        "Connection: Upgrade\r\nSec-WebSocket-Extensions: permessage-deflate",
        "Connection: Upgrade\r\nSec-WebSocket-Protocol: chat, superchat",
      })
  void everyOriginMaySwitchAndNothingElseIsAgreedTo(String fields) {
    try (var client = connect()) {
      var answer = client.send(SOUND.replace("Connection: Upgrade", fields)).response();

      assertThat(answer.status()).isEqualTo(101);
      assertThat(answer.header("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      assertThat(answer.headers()).extracting(Header::name).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upgrade: websocket\r\n|",
        "Upgrade: websocket|Upgrade: h2c",
        "Connection: Upgrade\r\n|",
        "Connection: Upgrade|Connection: keep-alive",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n|",
        "dGhlIHNhbXBsZSBub25jZQ==|short",
        "dGhlIHNhbXBsZSBub25jZQ==|dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "Version: 13|Version: 8",
        "Version: 13|Version: 13, 8",
        "Sec-WebSocket-Version: 13\r\n|",
      })
  void aRequestThatDoesNotAskForTheSwitchProperlyGets400(String change) {
    var parts = change.split("\\|", -1);
    try (var client = connect()) {
      var answer = client.send(SOUND.replace(parts[0], parts[1])).response();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).isEqualTo("Bad Request\n");
      assertThat(answer.header("Sec-WebSocket-Version")).isEqualTo("13");
      assertThat(client.send(SOUND).response().status()).as("the next request").isEqualTo(101);
    }
  }

  @Test
  void aSwitchWithABodyGets400() {
    try (var client = connect()) {
      var request = SOUND.replace("Host:", "Content-Length: 2\r\nHost:") + "{}";

      assertThat(client.send(request).response().status()).isEqualTo(400);
    }
  }

  @Test
  void aSwitchOfHttp10Gets400() {
    try (var client = connect()) {
      assertThat(client.send(SOUND.replace("HTTP/1.1", "HTTP/1.0")).response().status())
          .isEqualTo(400);
    }
  }

  @Test
  void anOtherVerbOnAStreamsPathGets404() {
    try (var client = connect()) {
      assertThat(client.send(RawHttp.request(PATH, "{}")).response().status()).isEqualTo(404);
    }
  }

  @Test
  void aCallMayComeBeforeTheSwitchOnOneConnection() {
    try (var client = connect()) {
      var call = RawHttp.request("/api/v3", "{}");

      client.send(call + SOUND);
      assertThat(client.response().status()).isEqualTo(400);
      assertThat(client.response().status()).isEqualTo(101);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0081\u0080\0\0\0\0", "\u0081\0", "\0", "{}", "\u0081", "\u0081\u0085\0\0"})
  void whoDoesNotWaitForTheSwitchIsClosed(String bytes) {
    try (var client = connect()) {
      var early = (SOUND + bytes).getBytes(ISO_8859_1);

      assertThat(client.send(early).untilClosed()).doesNotContain("code");
    }
    assertThat(node.streams()).isEmpty();
  }

  @Test
  void aLineBehindTheSwitchIsNotLost() {
    try (var client = connect()) {
      var call = RawHttp.request("/api/v3", "{}");

      client.send(call + SOUND + "GET / HTTP/1.1\r\n");
      assertThat(client.response().status()).isEqualTo(400);
      assertThat(client.untilClosed()).isEmpty();
    }
  }

  @Test
  void everyConnectionIsCountedOutOnce() {
    for (var round = 0; round < 20; round++) {
      try (var client = connect()) {
        client.send(SOUND).response();
      }
    }
    Eventually.value(
        "no connection is open",
        () -> gateway.gateway().process().connections(),
        open -> open == 0);
  }
}
