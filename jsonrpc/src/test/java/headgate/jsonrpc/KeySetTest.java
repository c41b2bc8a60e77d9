package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeySetTest {

  private static final byte[] TEXT = "aab\\u0061\\u0062".getBytes(UTF_8);

  @Test
  void aScopeHoldsAKeyOnce() {
    var keys = new KeySet(1);
    keys.reset(TEXT);
    assertThat(keys.add(1, 0, 1)).isTrue();
    assertThat(keys.add(1, 1, 2)).as("the same letter elsewhere").isFalse();
    assertThat(keys.add(1, 3, 9)).as("the same letter escaped").isFalse();
    assertThat(keys.add(2, 1, 2)).as("in another scope").isTrue();
    assertThat(keys.add(1, 2, 3)).as("another letter").isTrue();
    assertThat(keys.add(1, 9, 15)).as("that letter escaped").isFalse();
    assertThat(keys.add(1, 0, 0)).as("the empty key").isTrue();
    assertThat(keys.add(1, 5, 5)).as("the empty key elsewhere").isFalse();
  }

  @Test
  void aResetForgetsAllKeys() {
    var keys = new KeySet(1);
    keys.reset(TEXT);
    assertThat(keys.add(1, 0, 1)).isTrue();
    keys.reset(TEXT);
    assertThat(keys.add(1, 0, 1)).isTrue();
  }

  @Test
  void manyKeysBehaveAsInAnySet() {
    for (long secret :
        new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, (1L << 61) - 1, 20_261_124}) {
      var random = new Random(secret);
      byte[] text = new byte[100_000];
      for (int at = 0; at < text.length; at++) {
        text[at] = (byte) ('a' + random.nextInt(3));
      }
      var keys = new KeySet(secret);
      var model = new HashSet<String>();
      for (int round = 0; round < 2; round++) {
        keys.reset(text);
        model.clear();
        for (int i = 0; i < 20_000; i++) {
          int from = random.nextInt(text.length - 12);
          int to = from + random.nextInt(12);
          int scope = 1 + random.nextInt(4);
          boolean isNew = model.add(scope + new String(text, from, to - from, UTF_8));
          assertThat(keys.add(scope, from, to)).as("secret %d", secret).isEqualTo(isNew);
        }
      }
    }
  }
}
