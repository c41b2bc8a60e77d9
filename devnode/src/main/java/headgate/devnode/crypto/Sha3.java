package headgate.devnode.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA3-256, the hash of everything on an ICON chain. */
public final class Sha3 {
  private Sha3() {}

  public static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA3-256").digest(bytes);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA3-256", missing);
    }
  }

  public static byte[] hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }
}
