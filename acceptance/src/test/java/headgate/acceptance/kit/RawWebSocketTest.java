package headgate.acceptance.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RawWebSocketTest {
  private static final String UPGRADED =
      """
      HTTP/1.1 101 Switching Protocols\r
      Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
      \r
      """;

  @AutoClose private final FakeNode node = FakeNode.start();

  @Test
  void showsTextsOfEveryLengthAndTheClosingStatus() {
    var longText = "y".repeat(70_000);
    var stream = new ByteArrayOutputStream();
    stream.writeBytes(UPGRADED.getBytes(StandardCharsets.ISO_8859_1));
    stream.writeBytes(new byte[] {(byte) 0x81, 1, 'a'});
    stream.writeBytes(new byte[] {(byte) 0x89, 0});
    stream.writeBytes(new byte[] {(byte) 0x81, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70});
    stream.writeBytes(longText.getBytes(StandardCharsets.UTF_8));
    stream.writeBytes(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xf1});
    node.repliesToAll(Reply.raw(stream.toByteArray()));

    try (var socket = RawWebSocket.open(node.port(), "/api/v3/icon_dex/block")) {
      assertThat(socket.nextText()).isEqualTo("a");
      assertThat(socket.nextText()).isEqualTo(longText);
      assertThat(socket.closeStatus()).isEqualTo(1009);
    }
  }

  @Test
  void anEndWithoutACloseFrameIs1006() {
    node.repliesToAll(
        Reply.raw(UPGRADED.getBytes(StandardCharsets.ISO_8859_1)).closeAfter(Integer.MAX_VALUE));

    try (var socket = RawWebSocket.open(node.port(), "/")) {
      assertThat(socket.closeStatus()).isEqualTo(1006);
    }
  }

  @Test
  void aRefusedUpgradeShowsItsAnswer() {
    node.repliesToAll(Reply.status(404, "No channel"));

    try (var asked = RawWebSocket.ask(node.port(), "/api/v3/none/block")) {
      assertThat(asked.handshake().status()).isEqualTo(404);
      assertThat(asked.handshake().body()).isEqualTo("No channel");
    }
    assertThatThrownBy(() -> RawWebSocket.open(node.port(), "/api/v3/none/block"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("No channel");
  }
}
