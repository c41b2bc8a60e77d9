package headgate.gateway.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.gateway.config.Secret;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HintSealTest {
  private static final Secret SECRET = Secret.of("a secret of thirty-two characters");
  private static final Hint HINT = new Hint("main", "0x1", 71_000_000, -5, 9, 1_790_000_000_000L);

  private final HintSeal seal = new HintSeal(SECRET);

  private static Hint longest() {
    return new Hint("n".repeat(63), "9".repeat(64), Long.MAX_VALUE, -1, Long.MIN_VALUE, -1);
  }

  @Test
  void whatIsSealedIsReadAsItWas() {
    for (var hint : new Hint[] {HINT, longest(), new Hint("n", "", 0, 0, 0, 0)}) {
      var datagram = seal.seal(hint);
      assertThat(HintSeal.isShaped(datagram, datagram.length)).isTrue();
      assertThat(new HintSeal(SECRET).isOurs(datagram, datagram.length)).isTrue();
      assertThat(HintSeal.read(datagram, datagram.length)).isEqualTo(hint);
    }
    assertThat(seal.seal(longest())).hasSize(HintSeal.BYTES_MAX);
  }

  @Test
  void noBitOfItMayBeAnother() {
    var datagram = seal.seal(HINT);
    for (var bit = 0; bit < datagram.length * Byte.SIZE; bit++) {
      var other = datagram.clone();
      other[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThat(seal.isOurs(other, other.length)).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void itMayBeNeitherShorterNorLonger() {
    var datagram = seal.seal(HINT);
    for (var length = 0; length < datagram.length; length++) {
      var shorter = Arrays.copyOf(datagram, length);
      assertThat(HintSeal.isShaped(shorter, length) && seal.isOurs(shorter, length))
          .as("%d bytes", length)
          .isFalse();
    }
    var longer = Arrays.copyOf(datagram, datagram.length + 1);
    assertThat(seal.isOurs(longer, longer.length)).isFalse();
  }

  @Test
  void anotherSecretMakesAnotherSeal() {
    var datagram = new HintSeal(Secret.of("another one of as many characters")).seal(HINT);

    assertThat(seal.isOurs(datagram, datagram.length)).isFalse();
  }

  /** What a holder of the secret sends that does not know the form is no hint either. */
  @Test
  void whateverBytesComeAreReadOrAreNoHint() {
    var random = new SplittableRandom(7);
    var read = 0;
    for (var round = 0; round < 20_000; round++) {
      var datagram = seal.seal(HINT);
      for (var change = 0; change <= random.nextInt(3); change++) {
        datagram[random.nextInt(4, datagram.length - 32)] = (byte) random.nextInt();
      }
      if (HintSeal.read(datagram, datagram.length) != null) {
        read++;
      }
    }
    assertThat(read).isBetween(1, 19_999);
  }

  @Test
  void aHintHasBounds() {
    assertThatThrownBy(() -> new Hint("", "", 0, 0, 0, 0)).hasMessage("not a hint");
    assertThatThrownBy(() -> new Hint("n".repeat(64), "", 0, 0, 0, 0)).hasMessage("not a hint");
    assertThatThrownBy(() -> new Hint("n", "9".repeat(65), 0, 0, 0, 0)).hasMessage("not a hint");
    assertThatThrownBy(() -> new Hint("n\u00e9", "", 0, 0, 0, 0)).hasMessage("not a hint");
    assertThatThrownBy(() -> new Hint("n", "", -1, 0, 0, 0)).hasMessage("not a hint");
  }
}
