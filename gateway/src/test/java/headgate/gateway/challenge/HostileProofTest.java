package headgate.gateway.challenge;

import static headgate.gateway.challenge.Scene.AUDIENCE;
import static headgate.gateway.challenge.Scene.ELSEWHERE;
import static headgate.gateway.challenge.Scene.HOME;
import static headgate.gateway.challenge.Scene.NOW;
import static headgate.gateway.challenge.Scene.PREP;
import static headgate.gateway.challenge.Scene.STRANGER;
import static headgate.gateway.challenge.Scene.WALLET;
import static headgate.gateway.challenge.Scene.issued;
import static headgate.gateway.challenge.Scene.refused;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is nearly a proof is none, and nothing that comes breaks the desk. */
class HostileProofTest {
  private static final long SEED = 20_261_124L;

  private final Scene scene = new Scene();
  private final ChallengeDesk desk = scene.desk();

  @Test
  void noBitOfASignatureMayBeAnother() {
    for (var bit = 0; bit < 65 * Byte.SIZE; bit++) {
      var challenge = issued(desk);
      var bytes = TestKey.bytes(WALLET.sign(challenge.digest()));
      bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      var signature = HexFormat.of().formatHex(bytes);

      assertThat(desk.redeem(challenge.nonce(), signature, HOME, NOW))
          .as("bit %d", bit)
          .isInstanceOf(Redeemed.Refused.class);
    }
  }

  @Test
  void noBitOfTheTextMayBeAnother() {
    var length = issued(desk).text().length();
    for (var bit = 0; bit < length * Byte.SIZE; bit += 3) {
      var challenge = issued(desk);
      var text = challenge.text().getBytes(US_ASCII);
      text[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

      assertThat(desk.redeem(challenge.nonce(), WALLET.signText(Sha3.hash(text)), HOME, NOW))
          .as("bit %d", bit)
          .isEqualTo(refused(Refusal.BAD_SIGNATURE));
    }
  }

  static Stream<Challenge> near() {
    var given = issued(new Scene().desk());
    var nonce = given.nonce();
    var expires = given.expires();
    return Stream.of(
        new Challenge(new Audience("other.example", "0x1"), nonce, expires, HOME, PREP),
        new Challenge(new Audience("gateway.example", "0x2"), nonce, expires, HOME, PREP),
        new Challenge(AUDIENCE, "0".repeat(64), expires, HOME, PREP),
        new Challenge(AUDIENCE, nonce, expires + 1, HOME, PREP),
        new Challenge(AUDIENCE, nonce, expires, ELSEWHERE, PREP),
        new Challenge(AUDIENCE, nonce, expires, HOME, STRANGER.address()));
  }

  @ParameterizedTest
  @MethodSource("near")
  void noFieldMayBeAnother(Challenge near) {
    var challenge = issued(desk);
    assertThat(near).isNotEqualTo(challenge);

    assertThat(desk.redeem(challenge.nonce(), WALLET.signText(near.digest()), HOME, NOW))
        .isEqualTo(refused(Refusal.BAD_SIGNATURE));
  }

  @Test
  void aTextWithAnotherEndIsAnotherText() {
    for (var change : new String[] {"\r\n", "", "\n\n", "\0"}) {
      var challenge = issued(desk);
      var text = challenge.text().strip() + change;
      var signature = WALLET.signText(Sha3.hash(text.getBytes(US_ASCII)));

      assertThat(desk.redeem(challenge.nonce(), signature, HOME, NOW))
          .isEqualTo(refused(Refusal.BAD_SIGNATURE));
    }
  }

  @Test
  void garbageOfEveryLengthIsRefused() {
    var random = new SplittableRandom(SEED);
    for (var length = 0; length <= 200; length++) {
      var challenge = issued(desk);
      var good = WALLET.signText(challenge.digest());
      var nonce = garbage(random, length);
      assertThat(desk.redeem(nonce, good, HOME, NOW)).isEqualTo(refused(Refusal.UNKNOWN_OR_USED));
      assertThat(desk.redeem(challenge.nonce(), garbage(random, length), HOME, NOW))
          .isInstanceOfSatisfying(
              Redeemed.Refused.class,
              refused ->
                  assertThat(refused.why())
                      .isIn(Refusal.MALFORMED_SIGNATURE, Refusal.HIGH_S, Refusal.BAD_SIGNATURE));
      assertThat(scene.seal.verify(garbage(random, length), HOME, NOW))
          .isInstanceOf(Verified.Refused.class);
    }
  }

  @Test
  void aMegabyteIsRefusedAsWell() {
    var challenge = issued(desk);
    var megabyte = "a".repeat(1 << 20);

    assertThat(desk.redeem(megabyte, megabyte, HOME, NOW))
        .isEqualTo(refused(Refusal.UNKNOWN_OR_USED));
    assertThat(desk.redeem(challenge.nonce(), megabyte, HOME, NOW))
        .isEqualTo(refused(Refusal.MALFORMED_SIGNATURE));
    assertThat(scene.seal.verify(megabyte, HOME, NOW))
        .isEqualTo(refused(CredentialRefusal.MALFORMED));
  }

  /** Often of the alphabet that a reader looks for, so that more than its first look is met. */
  private static String garbage(SplittableRandom random, int length) {
    var alphabets = new String[] {"0123456789abcdef", "AZaz09+/=-_", "hg1.\n\u00e9\0 "};
    var alphabet = alphabets[random.nextInt(alphabets.length)];
    var text = new StringBuilder();
    for (var index = 0; index < length; index++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
