package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.listen.websocket.Streams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedFrameTest {
  /** The masked text of RFC 6455, section 5.7. */
  @Test
  void theExampleOfTheSpecificationIsWrittenToTheByte() {
    var frame = MaskedFrame.of(MaskedFrame.TEXT, "Hello".getBytes(UTF_8), 0x37fa213d);

    assertThat(frame)
        .containsExactly(0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58);
  }

  @ParameterizedTest
  @CsvSource({"0, 6", "125, 6", "126, 8", "65535, 8", "65536, 14"})
  void everyLengthHasItsShortestForm(int length, int overhead) {
    var payload = new byte[length];
    Arrays.fill(payload, (byte) 'y');

    var frame = MaskedFrame.of(MaskedFrame.TEXT, payload, 0x01020304);

    assertThat(frame).hasSize(length + overhead);
    assertThat(FrameBytes.fromClient(frame)).containsExactly("1:" + "y".repeat(length));
  }

  @Test
  void aCloseCarriesItsStatusAndReason() {
    assertThat(MaskedFrame.closing(1001, "bye")).containsExactly(3, 0xe9, 'b', 'y', 'e');
    assertThat(MaskedFrame.closing(Streams.NO_STATUS, "")).isEmpty();
    assertThat(MaskedFrame.closing(1000, "r".repeat(123))).hasSize(125);
    assertThat(MaskedFrame.closing(1000, "r".repeat(124))).hasSize(2);
  }
}
