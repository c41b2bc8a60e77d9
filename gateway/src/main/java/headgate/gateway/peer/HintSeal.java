package headgate.gateway.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import headgate.gateway.config.Secret;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes hints as datagrams that only holders of the secret can make, and reads them.
 *
 * <p>A datagram is a mark of four bytes, the sender, the sequence, the time and the height as eight
 * bytes each, the network's name and its id, each after a byte with its length, and the 32 bytes of
 * an HMAC-SHA-256 (RFC 2104, FIPS 198-1) over a text that says what it is for and all the bytes
 * before it. Usable by one thread at a time.
 */
final class HintSeal {
  /** A longer datagram is no hint. */
  static final int BYTES_MAX =
      4 + 4 * Long.BYTES + 2 + Hint.NETWORK_CHARS_MAX + Hint.NETWORK_ID_CHARS_MAX + 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SEAL_BYTES = 32;
  private static final int MARK = 0x48475031;
  private static final byte[] PURPOSE = "headgate peer height hint, form 1".getBytes(US_ASCII);

  private final Mac mac;

  /** Seals with that secret. */
  HintSeal(Secret secret) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.reveal().getBytes(US_ASCII), ALGORITHM));
    } catch (GeneralSecurityException absent) {
      throw new LinkageError("every JDK has " + ALGORITHM, absent);
    }
  }

  /** The datagram. */
  byte[] seal(Hint hint) {
    var text =
        ByteBuffer.allocate(BYTES_MAX)
            .putInt(MARK)
            .putLong(hint.sender())
            .putLong(hint.sequence())
            .putLong(hint.sentMillis())
            .putLong(hint.height());
    put(text, hint.network());
    put(text, hint.networkId());
    text.put(code(text.array(), text.position()));
    return Arrays.copyOf(text.array(), text.position());
  }

  private static void put(ByteBuffer text, String word) {
    text.put((byte) word.length()).put(word.getBytes(US_ASCII));
  }

  private byte[] code(byte[] text, int length) {
    mac.update(PURPOSE);
    mac.update(text, 0, length);
    return mac.doFinal();
  }

  /** Whether the bytes may be a hint, by their length and their mark. */
  static boolean isShaped(byte[] datagram, int length) {
    return length > SEAL_BYTES + Integer.BYTES
        && length <= BYTES_MAX
        && ByteBuffer.wrap(datagram).getInt() == MARK;
  }

  /** Whether a holder of the secret has made what is shaped like a hint. */
  boolean isOurs(byte[] datagram, int length) {
    var end = length - SEAL_BYTES;
    return MessageDigest.isEqual(code(datagram, end), Arrays.copyOfRange(datagram, end, length));
  }

  /** What it says, null where that is no hint. */
  static @Nullable Hint read(byte[] datagram, int length) {
    try {
      var text = ByteBuffer.wrap(datagram, Integer.BYTES, length - SEAL_BYTES - Integer.BYTES);
      var sender = text.getLong();
      var sequence = text.getLong();
      var sent = text.getLong();
      var height = text.getLong();
      var network = word(text);
      var hint = new Hint(network, word(text), height, sender, sequence, sent);
      return text.hasRemaining() ? null : hint;
    } catch (BufferUnderflowException | IllegalArgumentException _) {
      return null;
    }
  }

  private static String word(ByteBuffer text) {
    var word = new byte[Byte.toUnsignedInt(text.get())];
    text.get(word);
    return new String(word, ISO_8859_1);
  }
}
