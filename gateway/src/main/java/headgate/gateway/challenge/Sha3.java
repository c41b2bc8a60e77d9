package headgate.gateway.challenge;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA3-256 (FIPS 202), the hash that ICON signs and makes addresses of. */
final class Sha3 {
  /** How many bytes a hash has. */
  static final int BYTES = 32;

  private Sha3() {}

  static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA3-256").digest(bytes);
    } catch (NoSuchAlgorithmException absent) {
      throw new LinkageError("every JDK has SHA3-256", absent);
    }
  }
}
