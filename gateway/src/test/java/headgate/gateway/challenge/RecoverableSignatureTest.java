package headgate.gateway.challenge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecoverableSignatureTest {
  private static final long SEED = 20_261_124L;
  private static final byte[] DIGEST = Sha3.hash("anything".getBytes(UTF_8));
  private static final RecoverableSignature SIGNATURE = TestKey.of(1).sign(DIGEST);
  private static final BigInteger PRIME = TestKey.CURVE.getCurve().getField().getCharacteristic();

  private static RecoverableSignature read(String text) {
    return requireNonNull(RecoverableSignature.parse(text));
  }

  /** Worked out with whole numbers alone, without this library. */
  @ParameterizedTest
  @CsvSource({
    "1, hx0502987e630ea7ebb2bf1d84a65a727109385bcf",
    "2, hx5b97bc7e0a18d4a7a825e150ae59ef4e5c9fba2e",
    "-1, hx6a6189359ddda68ec25df505ee68b99c8f4078b3",
  })
  void aKeyHasItsKnownAddress(long number, String address) {
    assertThat(new TestKey(BigInteger.valueOf(number).mod(TestKey.ORDER)).address())
        .hasToString(address);
  }

  /** A signature that many libraries for this curve are tested with. */
  @Test
  void theKnownSignatureOfTheFirstKeyLeadsBackToIt() throws Exception {
    var digest = MessageDigest.getInstance("SHA-256").digest("Satoshi Nakamoto".getBytes(UTF_8));
    var known =
        "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
            + "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e501";

    assertThat(read(known).signer(digest)).isEqualTo(TestKey.of(1).address());
    assertThat(TestKey.of(1).sign(digest)).isEqualTo(read(known));
  }

  @Test
  void signaturesLeadBackToTheirKeysAndToNoOther() {
    var random = new SplittableRandom(SEED);
    for (var round = 0; round < 60; round++) {
      var key = TestKey.drawn(random);
      var digest = new byte[32];
      random.nextBytes(digest);
      var signature = key.sign(digest);

      assertThat(signature.signer(digest)).as("round %d", round).isEqualTo(key.address());
      assertThat(signature.isLow()).isTrue();
      digest[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
      assertThat(signature.signer(digest)).as("round %d", round).isNotEqualTo(key.address());
    }
  }

  @Test
  void theTwinIsOfTheSameKeyAndIsTheHighOne() {
    var twin = TestKey.twin(SIGNATURE);

    assertThat(twin.signer(DIGEST)).isEqualTo(TestKey.of(1).address());
    assertThat(twin.isLow()).isFalse();
    assertThat(SIGNATURE.isLow()).isTrue();
  }

  @Test
  void halfTheOrderIsLowAndOneMoreIsNot() {
    var half = TestKey.ORDER.shiftRight(1);

    assertThat(new RecoverableSignature(BigInteger.ONE, half, 0).isLow()).isTrue();
    assertThat(new RecoverableSignature(BigInteger.ONE, half.add(BigInteger.ONE), 0).isLow())
        .isFalse();
  }

  @Test
  void threeFormsAreRead() {
    var bytes = TestKey.bytes(SIGNATURE);
    var hex = HexFormat.of().formatHex(bytes);

    assertThat(RecoverableSignature.parse(Base64.getEncoder().encodeToString(bytes)))
        .isEqualTo(SIGNATURE);
    assertThat(RecoverableSignature.parse(hex)).isEqualTo(SIGNATURE);
    assertThat(RecoverableSignature.parse(hex.toUpperCase(Locale.ROOT))).isEqualTo(SIGNATURE);
    assertThat(RecoverableSignature.parse("0x" + hex)).isEqualTo(SIGNATURE);
  }

  static Stream<String> otherForms() {
    var bytes = TestKey.bytes(SIGNATURE);
    var hex = HexFormat.of().formatHex(bytes);
    var base64 = Base64.getEncoder().encodeToString(bytes);
    return Stream.of(
        "",
        hex.substring(1),
        hex.substring(2),
        hex + "0",
        hex + "00",
        "0X" + hex,
        "0x0x" + hex,
        "0x" + hex.substring(2),
        " " + hex,
        hex + "\n",
        "\uff10" + hex.substring(1),
        base64.substring(0, 87),
        base64 + "=",
        base64 + "\n",
        "\n" + base64,
        base64.substring(0, 87) + "A",
        base64.replace('=', '.'),
        "-_" + base64.substring(2),
        // The same bytes, if the two bits behind the last one did not count.
        base64.substring(0, 86) + (char) (base64.charAt(86) + 1) + "=",
        "1".repeat(88),
        "=".repeat(88));
  }

  @ParameterizedTest
  @MethodSource("otherForms")
  void otherFormsAreNotRead(String text) {
    assertThat(RecoverableSignature.parse(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 26, 27, 28, 29, 30, 31, 127, 128, 255})
  void otherRecoveryIdsAreNotRead(int last) {
    var bytes = TestKey.bytes(SIGNATURE.r(), SIGNATURE.s(), last);

    assertThat(RecoverableSignature.parse(HexFormat.of().formatHex(bytes))).isNull();
    assertThatThrownBy(() -> new RecoverableSignature(SIGNATURE.r(), SIGNATURE.s(), last))
        .hasMessage("not a signature");
  }

  @Test
  void numbersOutOfTheGroupAreNotRead() {
    var tooLarge = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    var last = TestKey.ORDER.subtract(BigInteger.ONE);
    for (var wrong : new BigInteger[] {BigInteger.ZERO, TestKey.ORDER, PRIME, tooLarge}) {
      var wrongR = TestKey.bytes(wrong, SIGNATURE.s(), 0);
      var wrongS = TestKey.bytes(SIGNATURE.r(), wrong, 0);
      assertThat(RecoverableSignature.parse(HexFormat.of().formatHex(wrongR))).isNull();
      assertThat(RecoverableSignature.parse(HexFormat.of().formatHex(wrongS))).isNull();
    }
    assertThat(read(HexFormat.of().formatHex(TestKey.bytes(last, last, 3))).r()).isEqualTo(last);
    assertThatThrownBy(() -> new RecoverableSignature(BigInteger.ONE.negate(), last, 0))
        .hasMessage("not a signature");
  }

  @Test
  void aDigestHas32Bytes() {
    assertThatThrownBy(() -> SIGNATURE.signer(new byte[31])).hasMessage("a digest has 32 bytes");
    assertThatThrownBy(() -> SIGNATURE.signer(new byte[33])).hasMessage("a digest has 32 bytes");
  }

  /** Where the drawn point times s is the generator times the digest, what is left is no key. */
  @Test
  void thePointAtInfinityIsNobodysKey() {
    var random = new SplittableRandom(SEED);
    for (var round = 0; round < 8; round++) {
      var drawnBy = TestKey.scalar(random);
      var drawn = TestKey.CURVE.getG().multiply(drawnBy).normalize();
      var r = drawn.getAffineXCoord().toBigInteger().mod(TestKey.ORDER);
      var s = new BigInteger(1, DIGEST).multiply(drawnBy.modInverse(TestKey.ORDER));
      var id = drawn.getAffineYCoord().testBitZero() ? 1 : 0;
      var signature = new RecoverableSignature(r, s.mod(TestKey.ORDER), id);

      assertThat(signature.signer(DIGEST)).as("round %d", round).isNull();
      assertThat(TestKey.twin(signature).signer(DIGEST)).as("round %d", round).isNull();
      var other = new RecoverableSignature(signature.r(), signature.s(), id ^ 1);
      assertThat(other.signer(DIGEST)).as("round %d", round).isNotNull();
    }
  }

  /** Nobody draws such a point by chance, but anybody can name one. */
  @Test
  void aDrawnPointBeyondTheOrderLeadsToAKeyThatVerifies() {
    var curve = TestKey.CURVE.getCurve();
    var beyond =
        IntStream.rangeClosed(1, 200)
            .mapToObj(BigInteger::valueOf)
            .filter(r -> isOnCurve(r.add(TestKey.ORDER)))
            .toList();
    assertThat(beyond).hasSizeBetween(60, 140);
    for (var r : beyond) {
      for (var id = 2; id <= 3; id++) {
        var signature = new RecoverableSignature(r, SIGNATURE.s(), id);
        var drawn = curve.decodePoint(compressed(r.add(TestKey.ORDER), id & 1));
        var key = keyOf(drawn, signature);
        assertThat(signature.signer(DIGEST)).as("r %s", r).isEqualTo(TestKey.address(key));
        assertThat(TestKey.verifies(key, signature, DIGEST)).as("r %s", r).isTrue();
      }
    }
  }

  private static boolean isOnCurve(BigInteger x) {
    var square = x.pow(3).add(BigInteger.valueOf(7)).mod(PRIME);
    var half = PRIME.subtract(BigInteger.ONE).shiftRight(1);
    return square.modPow(half, PRIME).equals(BigInteger.ONE);
  }

  private static byte[] compressed(BigInteger x, int odd) {
    return HexFormat.of().parseHex("%02x%064x".formatted(2 + odd, x));
  }

  private static ECPoint keyOf(ECPoint drawn, RecoverableSignature signature) {
    var order = TestKey.ORDER;
    var multiple = drawn.multiply(signature.s());
    var minus = TestKey.CURVE.getG().multiply(new BigInteger(1, DIGEST).mod(order)).negate();
    return ECAlgorithms.cleanPoint(TestKey.CURVE.getCurve(), multiple.add(minus))
        .multiply(signature.r().modInverse(order))
        .normalize();
  }

  @Test
  void anXBeyondThePrimeIsNobodys() {
    var room = PRIME.subtract(TestKey.ORDER);
    for (var above = 0; above < 40; above++) {
      var r = room.add(BigInteger.valueOf(above));
      assertThat(new RecoverableSignature(r, SIGNATURE.s(), 2).signer(DIGEST)).isNull();
      assertThat(new RecoverableSignature(r, SIGNATURE.s(), 3).signer(DIGEST)).isNull();
    }
    assertThat(new RecoverableSignature(SIGNATURE.r(), SIGNATURE.s(), 2).signer(DIGEST)).isNull();
  }

  @Test
  void anXThatIsOnNoPointIsNobodys() {
    var random = new SplittableRandom(SEED);
    for (var round = 0; round < 60; round++) {
      var r = TestKey.scalar(random);
      var signer = new RecoverableSignature(r, SIGNATURE.s(), round % 2).signer(DIGEST);
      assertThat(signer != null).as("round %d", round).isEqualTo(isOnCurve(r));
    }
  }

  /** The generator's part is nothing then; a digest of all ones is above the order. */
  @Test
  void digestsAtTheEdgeLeadBackToo() {
    var order = HexFormat.of().parseHex("%064x".formatted(TestKey.ORDER));
    var ones = HexFormat.of().parseHex("f".repeat(64));
    for (var digest : new byte[][] {new byte[32], order, ones}) {
      var signature = TestKey.of(7).sign(digest);
      assertThat(signature.signer(digest)).isEqualTo(TestKey.of(7).address());
    }
  }

  @Test
  void garbageOfEveryLengthIsSomebodysSignatureOrNone() {
    var alphabets = new String[] {"0123456789abcdef", "ABCXYZabcxyz0189+/=", "0x\n \u00e9\0{"};
    var random = new SplittableRandom(SEED);
    var read = 0;
    for (var length = 0; length <= 200; length++) {
      for (var alphabet : alphabets) {
        var text = new StringBuilder();
        for (var index = 0; index < length; index++) {
          text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        var signature = RecoverableSignature.parse(text.toString());
        if (signature != null) {
          read++;
          signature.signer(DIGEST);
        }
      }
    }
    // A last byte of at most 3 is rare.
    assertThat(read).isLessThan(3);
  }
}
