package headgate.devnode.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Recoverable signatures on secp256k1 as ICON uses them: 65 bytes, {@code r}, {@code s} and a
 * recovery id of 0 or 1 (2 and 3 are accepted too). Signing is deterministic (RFC 6979).
 */
public final class Secp256k1 {
  /** How many bytes a signature has. */
  public static final int SIGNATURE_BYTES = 65;

  private static final int SCALAR_BYTES = 32;
  private static final ECDomainParameters CURVE =
      new ECDomainParameters(CustomNamedCurves.getByName("secp256k1"));
  private static final BigInteger HALF_ORDER = CURVE.getN().shiftRight(1);

  private Secp256k1() {}

  /** The key that 32 seed bytes stand for; every seed gives a valid one. */
  public static BigInteger privateKey(byte[] seed) {
    return new BigInteger(1, seed).mod(CURVE.getN().subtract(BigInteger.ONE)).add(BigInteger.ONE);
  }

  /** The address of the account that a private key controls. */
  public static String address(BigInteger privateKey) {
    return address(CURVE.getG().multiply(privateKey).normalize());
  }

  /** Signs a hash of 32 bytes. */
  public static byte[] sign(BigInteger privateKey, byte[] hash) {
    var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(privateKey, CURVE));
    var pair = signer.generateSignature(hash);
    var s = pair[1].compareTo(HALF_ORDER) > 0 ? CURVE.getN().subtract(pair[1]) : pair[1];
    var owner = address(privateKey);
    for (byte id = 0; id < 4; id++) {
      var signature = join(pair[0], s, id);
      if (signer(signature, hash).filter(owner::equals).isPresent()) {
        return signature;
      }
    }
    throw new IllegalStateException("a signature that leads back to no key");
  }

  /** The address whose key made this signature of the hash; empty if no key can have. */
  public static Optional<String> signer(byte[] signature, byte[] hash) {
    if (signature.length != SIGNATURE_BYTES) {
      return Optional.empty();
    }
    var r = new BigInteger(1, Arrays.copyOfRange(signature, 0, SCALAR_BYTES));
    var s = new BigInteger(1, Arrays.copyOfRange(signature, SCALAR_BYTES, 2 * SCALAR_BYTES));
    var id = signature[SIGNATURE_BYTES - 1];
    if (!inOrder(r) || !inOrder(s) || id < 0 || id > 3) {
      return Optional.empty();
    }
    return noncePoint(r, id).flatMap(point -> recovered(point, r, s, hash));
  }

  private static boolean inOrder(BigInteger scalar) {
    return scalar.signum() > 0 && scalar.compareTo(CURVE.getN()) < 0;
  }

  private static Optional<ECPoint> noncePoint(BigInteger r, int id) {
    var x = id < 2 ? r : r.add(CURVE.getN());
    var compressed = new byte[SCALAR_BYTES + 1];
    compressed[0] = (byte) (2 + (id & 1));
    if (x.bitLength() > 8 * SCALAR_BYTES) {
      return Optional.empty();
    }
    place(x, compressed, 1);
    try {
      return Optional.of(CURVE.getCurve().decodePoint(compressed));
    } catch (IllegalArgumentException notOnCurve) {
      return Optional.empty();
    }
  }

  private static Optional<String> recovered(
      ECPoint nonce, BigInteger r, BigInteger s, byte[] hash) {
    var order = CURVE.getN();
    var inverse = r.modInverse(order);
    var forGenerator = new BigInteger(1, hash).negate().multiply(inverse).mod(order);
    var forNonce = s.multiply(inverse).mod(order);
    var point = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), forGenerator, nonce, forNonce);
    return point.isInfinity() ? Optional.empty() : Optional.of(address(point.normalize()));
  }

  private static String address(ECPoint publicKey) {
    var encoded = publicKey.getEncoded(false);
    var hash = Sha3.hash(Arrays.copyOfRange(encoded, 1, encoded.length));
    return "hx" + HexFormat.of().formatHex(hash, 12, hash.length);
  }

  private static byte[] join(BigInteger r, BigInteger s, byte id) {
    var signature = new byte[SIGNATURE_BYTES];
    place(r, signature, 0);
    place(s, signature, SCALAR_BYTES);
    signature[SIGNATURE_BYTES - 1] = id;
    return signature;
  }

  private static void place(BigInteger scalar, byte[] target, int start) {
    var bytes = scalar.toByteArray();
    var skipped = Math.max(0, bytes.length - SCALAR_BYTES);
    var length = bytes.length - skipped;
    System.arraycopy(bytes, skipped, target, start + SCALAR_BYTES - length, length);
  }
}
