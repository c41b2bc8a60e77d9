package headgate.gateway.challenge;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A private key that signs as RFC 6979 says. It takes the recovery id from the point that it drew,
 * not from the recovery that is tested with it.
 */
record TestKey(BigInteger number) {
  static final ECDomainParameters CURVE =
      new ECDomainParameters(CustomNamedCurves.getByName("secp256k1"));

  /** The order of the curve's group. */
  static final BigInteger ORDER = CURVE.getN();

  static TestKey of(long number) {
    return new TestKey(BigInteger.valueOf(number));
  }

  static TestKey drawn(SplittableRandom random) {
    return new TestKey(scalar(random));
  }

  /** A number from 1 to the order less 1. */
  static BigInteger scalar(SplittableRandom random) {
    var bytes = new byte[40];
    random.nextBytes(bytes);
    return new BigInteger(1, bytes).mod(ORDER.subtract(BigInteger.ONE)).add(BigInteger.ONE);
  }

  private ECPoint point() {
    return CURVE.getG().multiply(number).normalize();
  }

  AccountAddress address() {
    return address(point());
  }

  static AccountAddress address(ECPoint key) {
    var encoded = key.getEncoded(false);
    return AccountAddress.ofCoordinates(Arrays.copyOfRange(encoded, 1, encoded.length));
  }

  RecoverableSignature sign(byte[] digest) {
    var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(number, CURVE));
    var pair = signer.generateSignature(digest);
    var id = idOfDrawn(digest);
    var signature = new RecoverableSignature(pair[0], pair[1], id);
    return signature.isLow() ? signature : twin(signature);
  }

  private int idOfDrawn(byte[] digest) {
    var numbers = new HMacDSAKCalculator(new SHA256Digest());
    numbers.init(ORDER, number, digest);
    var drawn = CURVE.getG().multiply(numbers.nextK()).normalize();
    var isOdd = drawn.getAffineYCoord().testBitZero() ? 1 : 0;
    var isOver = drawn.getAffineXCoord().toBigInteger().compareTo(ORDER) >= 0 ? 2 : 0;
    return isOdd | isOver;
  }

  /** The other signature of the same key and digest. */
  static RecoverableSignature twin(RecoverableSignature signature) {
    return new RecoverableSignature(
        signature.r(), ORDER.subtract(signature.s()), signature.recoveryId() ^ 1);
  }

  /** Whether the curve's own verification, without any recovery, takes a signature. */
  static boolean verifies(ECPoint key, RecoverableSignature signature, byte[] digest) {
    var verifier = new ECDSASigner();
    verifier.init(false, new ECPublicKeyParameters(key, CURVE));
    return verifier.verifySignature(digest, signature.r(), signature.s());
  }

  String signText(byte[] digest) {
    return text(sign(digest));
  }

  static byte[] bytes(RecoverableSignature signature) {
    return bytes(signature.r(), signature.s(), signature.recoveryId());
  }

  /** The 65 bytes of numbers that need be no signature, each less than 2 to the 256th. */
  static byte[] bytes(BigInteger r, BigInteger s, int last) {
    var digits = "%064x%064x%02x".formatted(r, s, last);
    return HexFormat.of().parseHex(digits);
  }

  static String text(RecoverableSignature signature) {
    return Base64.getEncoder().encodeToString(bytes(signature));
  }
}
