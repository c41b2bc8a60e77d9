package headgate.gateway.challenge;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The address of an account that a key controls, as ICON writes it. It has one form only, so that
 * two that are the same account are equal.
 *
 * @param text {@code hx} and 40 hexadecimal digits in lower case
 */
public record AccountAddress(String text) {
  /** How many bytes stand behind {@code hx}. */
  static final int BYTES = 20;

  private static final Pattern FORM = Pattern.compile("hx[0-9a-f]{40}");

  /**
   * Takes an address.
   *
   * @throws IllegalArgumentException where the text is none; it is not repeated there
   */
  public AccountAddress {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not the address of an account");
    }
  }

  /** The account of a public key: the last bytes of the hash of its two coordinates. */
  static AccountAddress ofCoordinates(byte[] coordinates) {
    var hash = Sha3.hash(coordinates);
    return ofBytes(Arrays.copyOfRange(hash, hash.length - BYTES, hash.length));
  }

  static AccountAddress ofBytes(byte[] bytes) {
    return new AccountAddress("hx" + HexFormat.of().formatHex(bytes));
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(text.substring(2));
  }

  @Override
  public String toString() {
    return text;
  }
}
