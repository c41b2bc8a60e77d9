package headgate.gateway.challenge;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/**
 * An ECDSA signature on secp256k1 that leads back to the key that made it (SEC 1, section 4.1.6),
 * as ICON's wallets write it: r and s as 32 bytes each, then the recovery id.
 *
 * <p>A recovery id says which point the signer drew: bit 0 whether its y is odd, bit 1 whether its
 * x had the curve's order taken off. Other chains add 27; that is refused here, so that a signature
 * has one form. Nothing of this is secret, so nothing of it need take constant time.
 *
 * @param r from 1 to n - 1, where n is the curve's order
 * @param s from 1 to n - 1
 * @param recoveryId from 0 to 3
 */
public record RecoverableSignature(BigInteger r, BigInteger s, int recoveryId) {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final BigInteger ORDER = CURVE.getN();
  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);
  private static final BigInteger PRIME = CURVE.getCurve().getField().getCharacteristic();

  private static final int SCALAR_BYTES = 32;
  private static final int BYTES = 2 * SCALAR_BYTES + 1;
  private static final int RECOVERY_ID_MAX = 3;

  /** 65 bytes are 86 characters and two thirds; the last one of a whole has four values only. */
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{86}[AEIMQUYcgkosw048]=");

  private static final Pattern HEX = Pattern.compile("(0x)?[0-9a-fA-F]{130}");

  /**
   * Takes the numbers.
   *
   * @throws IllegalArgumentException where one is out of its bounds
   */
  public RecoverableSignature {
    if (!isScalar(r) || !isScalar(s) || recoveryId < 0 || recoveryId > RECOVERY_ID_MAX) {
      throw new IllegalArgumentException("not a signature");
    }
  }

  private static boolean isScalar(BigInteger number) {
    return number.signum() > 0 && number.compareTo(ORDER) < 0;
  }

  /**
   * Reads a signature: 88 characters of base64 with its padding (RFC 4648, section 4), or 130
   * hexadecimal digits, with {@code 0x} before them or without.
   *
   * @return null where the text is none
   */
  public static @Nullable RecoverableSignature parse(String text) {
    var bytes = bytes(text);
    if (bytes == null) {
      return null;
    }
    try {
      return new RecoverableSignature(
          new BigInteger(1, Arrays.copyOfRange(bytes, 0, SCALAR_BYTES)),
          new BigInteger(1, Arrays.copyOfRange(bytes, SCALAR_BYTES, BYTES - 1)),
          Byte.toUnsignedInt(bytes[BYTES - 1]));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static byte @Nullable [] bytes(String text) {
    if (BASE64.matcher(text).matches()) {
      return Base64.getDecoder().decode(text);
    }
    return HEX.matcher(text).matches()
        ? HexFormat.of().parseHex(text, text.length() - 2 * BYTES, text.length())
        : null;
  }

  /**
   * Whether it is the one of its twins that counts. Where (r, s) is a signature (r, n - s) is one
   * too, of the same key and text, and anybody can make it; only s up to n / 2 is taken.
   */
  public boolean isLow() {
    return s.compareTo(HALF_ORDER) <= 0;
  }

  /**
   * The account whose key has signed a digest.
   *
   * @param digest 32 bytes
   * @return null where no key can have
   * @throws IllegalArgumentException where the digest has another length
   */
  public @Nullable AccountAddress signer(byte[] digest) {
    if (digest.length != SCALAR_BYTES) {
      throw new IllegalArgumentException("a digest has 32 bytes");
    }
    var drawn = drawnPoint();
    if (drawn == null) {
      return null;
    }
    // The key is (s * drawn - digest * generator) / r.
    var divisor = r.modInverse(ORDER);
    var ofGenerator = new BigInteger(1, digest).negate().multiply(divisor).mod(ORDER);
    var ofDrawn = s.multiply(divisor).mod(ORDER);
    var key =
        ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), ofGenerator, drawn, ofDrawn).normalize();
    return key.isInfinity() ? null : account(key);
  }

  /** The point whose x is r, or r + n where that is still below the prime: null where none is. */
  private @Nullable ECPoint drawnPoint() {
    var x = recoveryId < 2 ? r : r.add(ORDER);
    if (x.compareTo(PRIME) >= 0) {
      return null;
    }
    var curve = CURVE.getCurve();
    var field = curve.fromBigInteger(x);
    var root = field.square().add(curve.getA()).multiply(field).add(curve.getB()).sqrt();
    if (root == null) {
      return null;
    }
    var isOdd = (recoveryId & 1) == 1;
    var y = root.testBitZero() == isOdd ? root : root.negate();
    return curve.validatePoint(x, y.toBigInteger());
  }

  private static AccountAddress account(ECPoint key) {
    var encoded = key.getEncoded(false);
    return AccountAddress.ofCoordinates(Arrays.copyOfRange(encoded, 1, encoded.length));
  }
}
