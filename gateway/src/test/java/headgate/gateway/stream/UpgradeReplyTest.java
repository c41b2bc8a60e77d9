package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeReplyTest {
  /** Key and proof of RFC 6455, section 1.3. */
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private static final String SOUND =
      """
      HTTP/1.1 101 Switching Protocols\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
      \r
      """;

  private final UpgradeReply reply = new UpgradeReply(KEY);

  private UpgradeReply.State read(String text) {
    var bytes = text.getBytes(ISO_8859_1);
    reply.accept(bytes, 0, bytes.length);
    return reply.state();
  }

  @Test
  void theProofOfTheSpecificationIsAccepted() {
    assertThat(read(SOUND)).isEqualTo(UpgradeReply.State.SWITCHED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 101\r\nUPGRADE: WebSocket\r\nconnection: keep-alive, Upgrade\r\nDate: now\r\n",
        "HTTP/1.1 101 Ok\r\nupgrade:websocket\r\nConnection: upgrade ,x\r\nServer: a: b\r\n",
      })
  void spellingAndOtherFieldsDoNotMatter(String head) {
    assertThat(read(head + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"))
        .isEqualTo(UpgradeReply.State.SWITCHED);
  }

  @Test
  void framesBeginRightAfterTheHead() {
    var bytes = (SOUND + "\u0081\u0000").getBytes(ISO_8859_1);

    assertThat(reply.accept(bytes, 0, bytes.length)).isEqualTo(SOUND.length());
  }

  @Test
  void aSplitAtEveryByteChangesNothing() {
    var bytes = SOUND.getBytes(ISO_8859_1);
    for (var split = 1; split < bytes.length; split++) {
      var pieces = new UpgradeReply(KEY);
      assertThat(pieces.accept(bytes, 0, split)).isEqualTo(split);
      assertThat(pieces.state()).isEqualTo(UpgradeReply.State.INCOMPLETE);
      pieces.accept(bytes, split, bytes.length);
      assertThat(pieces.state()).as("split at %s", split).isEqualTo(UpgradeReply.State.SWITCHED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\nNo channel",
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.0 101 Switching Protocols\r\n\r\n",
        "HTTP/1.1 1010 Switching Protocols\r\n\r\n",
        "\r\n\r\n",
        "garbage without an end of line\r\n\r\n",
      })
  void everyOtherAnswerIsARefusal(String text) {
    assertThat(read(text)).isEqualTo(UpgradeReply.State.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upgrade: websocket\r\n|",
        "Connection: Upgrade\r\n|",
        "Connection: Upgrade|Connection: close",
        "Upgrade: websocket|Upgrade: h2c",
        "Upgrade: websocket|Upgrade: websocket\r\nUpgrade: websocket",
        "xOo=|xOp=",
        "xOo=\r\n|xOo=\r\nSec-WebSocket-Extensions: permessage-deflate\r\n",
        "xOo=\r\n|xOo=\r\nSec-WebSocket-Protocol: chat\r\n",
        "xOo=\r\n|xOo=\r\nno field\r\n",
        "xOo=\r\n|xOo=\r\n: nameless\r\n",
        "Upgrade: websocket\r\n|Upgrade: websocket\nX: y\r\n",
      })
  void anAnswerThatProvesNothingIsARefusal(String change) {
    var parts = change.split("\\|", -1);

    assertThat(read(SOUND.replace(parts[0], parts[1]))).isEqualTo(UpgradeReply.State.REFUSED);
  }

  @Test
  void anEndlessHeadIsARefusal() {
    var fields = "X: y\r\n".repeat(UpgradeReply.HEAD_BYTES_MAX);

    assertThat(read("HTTP/1.1 101 Switching Protocols\r\n" + fields))
        .isEqualTo(UpgradeReply.State.REFUSED);
  }
}
