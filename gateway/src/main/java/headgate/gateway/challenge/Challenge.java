package headgate.gateway.challenge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import headgate.gateway.address.IpAddress;
import java.util.regex.Pattern;

/**
 * What a validator has to sign to show that it is one: who it says it is, to whom, from where, and
 * until when.
 *
 * <p>Its text is seven lines of ASCII, each ended by a line feed. No field can hold a line feed and
 * each has one written form, so two challenges that differ have texts that differ, and no byte of
 * one field can be taken for a byte of the next. The first line keeps the text apart from all else
 * that a key of a chain signs: a transaction's begins with the name of a method, and what nodes say
 * to each other is no text.
 *
 * @param audience whom the proof is for
 * @param nonce 32 random bytes as 64 hexadecimal digits in lower case
 * @param expires the second since 1970 from which on it is too late, at most 11 digits
 * @param caller where the proof has to come from
 * @param claimed the P-Rep that the caller says it is
 */
public record Challenge(
    Audience audience, String nonce, long expires, IpAddress caller, AccountAddress claimed) {
  /** How many random bytes a nonce stands for. */
  static final int NONCE_BYTES = 32;

  /** The last second that this has a form for, in the year 5138. */
  static final long SECOND_MAX = 99_999_999_999L;

  private static final String PURPOSE = "headgate challenge v1";
  private static final Pattern NONCE = Pattern.compile("[0-9a-f]{64}");

  /**
   * Takes the fields.
   *
   * @throws IllegalArgumentException where one is out of its bounds
   */
  public Challenge {
    if (!isNonce(nonce)) {
      throw new IllegalArgumentException("a nonce has 64 hexadecimal digits");
    }
    if (expires < 0 || expires > SECOND_MAX) {
      throw new IllegalArgumentException("a second since 1970 has at most 11 digits");
    }
  }

  /** Whether a text has the form of a nonce. */
  static boolean isNonce(String text) {
    return NONCE.matcher(text).matches();
  }

  /** The text, for whoever wants to see what is signed before signing it. */
  public String text() {
    return lines(PURPOSE, audience.gateway(), audience.networkId()) + aboutCaller();
  }

  /** The 32 bytes that a wallet signs: SHA3-256 of the text. */
  public byte[] digest() {
    return Sha3.hash(text().getBytes(US_ASCII));
  }

  /** The same of the fields alone: what a challenge would be that does not say whose it is. */
  byte[] digestWithoutDomain() {
    return Sha3.hash(aboutCaller().getBytes(US_ASCII));
  }

  private String aboutCaller() {
    return lines(nonce, Long.toString(expires), caller.toString(), claimed.text());
  }

  private static String lines(String... fields) {
    return String.join("\n", fields) + "\n";
  }
}
