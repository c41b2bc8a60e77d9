package headgate.gateway.challenge;

import static headgate.gateway.challenge.Scene.AUDIENCE;
import static headgate.gateway.challenge.Scene.ELSEWHERE;
import static headgate.gateway.challenge.Scene.HOME;
import static headgate.gateway.challenge.Scene.NODE;
import static headgate.gateway.challenge.Scene.NOW;
import static headgate.gateway.challenge.Scene.PREP;
import static headgate.gateway.challenge.Scene.STRANGER;
import static headgate.gateway.challenge.Scene.refused;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.gateway.address.IpAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialSealTest {
  private static final long ISSUED = NOW.getEpochSecond();
  private static final Credential OF_WALLET =
      new Credential(PREP, PREP, HOME, ISSUED, ISSUED + 900);
  private static final Credential OF_NODE =
      new Credential(PREP, NODE.address(), HOME, ISSUED, ISSUED + 900);

  private final Scene scene = new Scene();
  private final CredentialSeal seal = scene.seal;
  private final String text = seal.seal(OF_WALLET);

  private CredentialSeal with(int present, int previous) {
    var before = previous < 0 ? null : Scene.key(previous);
    return new CredentialSeal(AUDIENCE, scene.list::get, Scene.key(present), before);
  }

  private static @Nullable CredentialRefusal why(Verified verified) {
    return switch (verified) {
      case Verified.Held _ -> null;
      case Verified.Refused refused -> refused.why();
    };
  }

  /** Worked out without this code: the same fields, put together by hand, and their HMAC. */
  @Test
  void theTextHasItsKnownBytes() {
    assertThat(text)
        .isEqualTo(
            "hg1.AAAAAGqxO4AAAAAAarE_BAAAAAAAAAAAAAD__8sAcQcFAph-Yw6n67K_HYSmWnJxCThbzwUCmH5jDqfr"
                + "sr8dhKZacnEJOFvPLL4yehxMs1NuBz-euHQq_BgK_KWe1WrmzgqiEzVzC74");
  }

  @Test
  void itIsShortAndFitsAHeaderAndAnUrl() {
    assertThat(text).hasSize(CredentialSeal.TEXT_CHARS).matches("[A-Za-z0-9._-]{1,256}");
    assertThat(seal.seal(OF_NODE)).hasSize(CredentialSeal.TEXT_CHARS);
  }

  @Test
  void whatWasSealedIsHeld() {
    assertThat(seal.verify(text, HOME, NOW)).isEqualTo(new Verified.Held(OF_WALLET));
    assertThat(seal.verify(seal.seal(OF_NODE), HOME, NOW)).isEqualTo(new Verified.Held(OF_NODE));
    assertThat(OF_WALLET.kind()).isEqualTo(KeyKind.WALLET);
    assertThat(OF_NODE.kind()).isEqualTo(KeyKind.NODE);
  }

  @Test
  void anIpv6AddressIsHeldToTheLastBit() {
    var home = IpAddress.parse("2001:db8::7");
    var sealed = seal.seal(new Credential(PREP, PREP, home, ISSUED, ISSUED + 1));

    assertThat(why(seal.verify(sealed, home, NOW))).isNull();
    for (var other : new String[] {"2001:db8::6", "2001:db8:0:1::7", "::7", "203.0.113.7"}) {
      assertThat(seal.verify(sealed, IpAddress.parse(other), NOW))
          .isEqualTo(refused(CredentialRefusal.OTHER_ADDRESS));
    }
  }

  @Test
  void itIsGoodFromItsAddressOnly() {
    assertThat(seal.verify(text, ELSEWHERE, NOW))
        .isEqualTo(refused(CredentialRefusal.OTHER_ADDRESS));
    assertThat(why(seal.verify(text, IpAddress.parse("::ffff:203.0.113.7"), NOW))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "good",
      value = {
        "0, good",
        "899, good",
        "900, EXPIRED",
        "1000000, EXPIRED",
        "-10, good",
        "-11, NOT_YET",
        "-100000, NOT_YET",
      })
  void itIsGoodFromItsSecondToTheSecondOfItsEnd(long later, @Nullable CredentialRefusal why) {
    assertThat(why(seal.verify(text, HOME, NOW.plusSeconds(later)))).isEqualTo(why);
    assertThat(why(seal.verify(text, HOME, NOW.plusSeconds(later).plusMillis(999)))).isEqualTo(why);
  }

  @Test
  void itIsWorthNothingOnceItsPRepHasLeftTheList() {
    scene.list.clear();

    assertThat(seal.verify(text, HOME, NOW)).isEqualTo(refused(CredentialRefusal.LEFT_LIST));
  }

  @Test
  void aReplacedNodesKeyEndsWhatItHasSignedForAndNothingElse() {
    scene.list.put(PREP, STRANGER.address());

    assertThat(seal.verify(seal.seal(OF_NODE), HOME, NOW))
        .isEqualTo(refused(CredentialRefusal.KEY_REPLACED));
    assertThat(why(seal.verify(text, HOME, NOW))).isNull();
  }

  @ParameterizedTest
  @CsvSource({"other.example, 0x1", "gateway.example, 0x2", "gateway.exampl, 0x1"})
  void itIsWorthNothingToAnotherAudience(String gateway, String networkId) {
    var other = scene.seal(new Audience(gateway, networkId));

    assertThat(other.verify(text, HOME, NOW)).isEqualTo(refused(CredentialRefusal.NOT_OURS));
    assertThat(seal.verify(other.seal(OF_WALLET), HOME, NOW))
        .isEqualTo(refused(CredentialRefusal.NOT_OURS));
  }

  @Test
  void anotherGatewayWithTheKeyAndTheNameTakesIt() {
    assertThat(why(with(0, -1).verify(text, HOME, NOW))).isNull();
  }

  @Test
  void aKeyIsReplacedWithoutLosingACredential() {
    var rotated = with(1, 0);
    var next = rotated.seal(OF_WALLET);

    assertThat(why(rotated.verify(text, HOME, NOW))).isNull();
    assertThat(why(rotated.verify(next, HOME, NOW))).isNull();
    assertThat(why(with(1, -1).verify(next, HOME, NOW))).isNull();
    assertThat(why(with(1, -1).verify(text, HOME, NOW))).isEqualTo(CredentialRefusal.NOT_OURS);
    assertThat(why(with(2, 1).verify(text, HOME, NOW))).isEqualTo(CredentialRefusal.NOT_OURS);
    assertThat(why(seal.verify(next, HOME, NOW))).isEqualTo(CredentialRefusal.NOT_OURS);
  }

  @Test
  void noBitOfItMayBeAnother() {
    var bytes = Base64.getUrlDecoder().decode(text.substring(4));
    for (var bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      var other = bytes.clone();
      other[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThat(seal.verify(written(other), HOME, NOW))
          .as("bit %d", bit)
          .isEqualTo(refused(CredentialRefusal.NOT_OURS));
    }
  }

  private static String written(byte[] bytes) {
    return "hg1." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Base64 leaves bits over at the end; a text that uses them would be a second form. */
  @Test
  void noCharacterOfItMayBeAnother() {
    var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (var index = 0; index < text.length(); index++) {
      for (var choice = 0; choice < alphabet.length(); choice++) {
        var other = alphabet.charAt(choice);
        if (other != text.charAt(index)) {
          var changed = text.substring(0, index) + other + text.substring(index + 1);
          assertThat(why(seal.verify(changed, HOME, NOW)))
              .as(changed)
              .isIn(CredentialRefusal.MALFORMED, CredentialRefusal.NOT_OURS);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hg1.", "hg2.%s", "HG1.%s", "hg1.%s=", "hg1.%s ", " hg1.%s", "%s"})
  void otherFormsAreMalformed(String form) {
    assertThat(seal.verify(form.replace("%s", text.substring(4)), HOME, NOW))
        .isEqualTo(refused(CredentialRefusal.MALFORMED));
  }

  /** Sealed with the key, but for longer than any gateway may give. */
  @Test
  void termsThatAreNoneAreMalformed() {
    var bytes = Base64.getUrlDecoder().decode(text.substring(4));
    for (var expires : new long[] {ISSUED + 3_601, ISSUED, ISSUED - 1, -1, Long.MAX_VALUE}) {
      var body = Arrays.copyOf(bytes, bytes.length - 32);
      ByteBuffer.wrap(body).putLong(8, expires);
      var purpose = "headgate credential v1\ngateway.example\n0x1\n".getBytes(US_ASCII);
      var code = Scene.key(0).seal(purpose, ByteBuffer.wrap(body));
      var forged = Arrays.copyOf(body, bytes.length);
      System.arraycopy(code, 0, forged, body.length, code.length);

      assertThat(seal.verify(written(forged), HOME, NOW))
          .isEqualTo(refused(CredentialRefusal.MALFORMED));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1",
    "100000000000, 100000000001",
    "5, 5",
    "5, 4",
    "0, 3601",
    "0, 9223372036854775807",
  })
  void aCredentialHasBounds(long issued, long expires) {
    assertThatThrownBy(() -> new Credential(PREP, PREP, HOME, issued, expires))
        .hasMessage("a credential lives for an hour at most");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 65, 1_000})
  void aKeyHas32To64Bytes(int length) {
    assertThatThrownBy(() -> CredentialKey.of(new byte[length]))
        .hasMessage("a key of credentials has 32 to 64 bytes");
    assertThat(CredentialKey.of(new byte[32])).isNotNull();
    assertThat(CredentialKey.of(new byte[64])).isNotNull();
  }

  @Test
  void aKeyIsACopy() {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) 1);
    var key = CredentialKey.of(bytes);
    var before = key.seal(new byte[0], ByteBuffer.allocate(1));
    Arrays.fill(bytes, (byte) 2);

    assertThat(key.seal(new byte[0], ByteBuffer.allocate(1))).isEqualTo(before);
  }
}
