package headgate.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PlainTextTest {

  @Test
  void everyByteIsJudgedAlikeAtEveryPlace() {
    for (int value = 0; value < 256; value++) {
      boolean plain = value >= 0x20 && value < 0x80 && value != '"' && value != '\\';
      for (int at = 0; at < 24; at++) {
        byte[] bytes = new byte[24];
        Arrays.fill(bytes, (byte) 'x');
        bytes[at] = (byte) value;
        assertThat(PlainText.end(bytes, 0, 24)).isEqualTo(plain ? 24 : at);
      }
    }
  }

  @Test
  void theFirstOddByteIsFoundAmongOthers() {
    var random = new Random(11);
    byte[] choices = {
      'x', 'y', '!', '#', '[', ']', 0x7F, '"', '\\', 0x1F, 0, (byte) 0x80, (byte) 0xFF
    };
    byte[] bytes = new byte[40];
    for (int i = 0; i < 200_000; i++) {
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = choices[random.nextInt(random.nextInt(4) == 0 ? choices.length : 7)];
      }
      int from = random.nextInt(bytes.length);
      int to = from + random.nextInt(bytes.length - from + 1);
      if (PlainText.end(bytes, from, to) != firstOdd(bytes, from, to)) {
        throw new AssertionError(Arrays.toString(bytes) + " from " + from + " to " + to);
      }
    }
  }

  private static int firstOdd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] >= 0x20 && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return at;
  }
}
