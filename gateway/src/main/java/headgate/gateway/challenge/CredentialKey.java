package headgate.gateway.challenge;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that seals credentials by HMAC-SHA-256 (RFC 2104). It is never printed. */
public final class CredentialKey {
  /** How many bytes a seal has. */
  static final int SEAL_BYTES = 32;

  /** A shorter key than a seal would weaken it (RFC 2104, section 3). */
  private static final int BYTES_MIN = 32;

  /** The block of SHA-256; a longer key would only be hashed first. */
  private static final int BYTES_MAX = 64;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private CredentialKey(SecretKeySpec key) {
    this.key = key;
  }

  /**
   * The key of these bytes.
   *
   * @param bytes 32 to 64 random bytes, which are copied
   * @throws IllegalArgumentException where they are fewer or more
   */
  public static CredentialKey of(byte[] bytes) {
    if (bytes.length < BYTES_MIN || bytes.length > BYTES_MAX) {
      throw new IllegalArgumentException("a key of credentials has 32 to 64 bytes");
    }
    return new CredentialKey(new SecretKeySpec(bytes, ALGORITHM));
  }

  /** The seal of a text that follows a purpose. */
  byte[] seal(byte[] purpose, ByteBuffer text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(purpose);
      mac.update(text);
      return mac.doFinal();
    } catch (GeneralSecurityException absent) {
      throw new LinkageError("every JDK has " + ALGORITHM, absent);
    }
  }

  /** Whether a seal is this key's, in a time that does not say how much of it is. */
  boolean hasSealed(byte[] purpose, ByteBuffer text, byte[] seal) {
    return MessageDigest.isEqual(seal(purpose, text), seal);
  }

  @Override
  public String toString() {
    return "***";
  }
}
