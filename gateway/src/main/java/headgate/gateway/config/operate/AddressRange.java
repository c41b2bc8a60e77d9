package headgate.gateway.config.operate;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * Addresses that begin alike, as in RFC 4632 and RFC 4291, section 2.3.
 *
 * @param base an address of the range
 * @param prefix how many of its first bits all of them share
 */
public record AddressRange(InetAddress base, int prefix) {
  /** Four numbers, or what has a colon: short forms of IPv4 are read in more than one way. */
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|(?=[^:]{0,4}:)[0-9a-fA-F:.]{2,45}");

  private static final String FORM = "an address or a range, for example 10.0.0.0/8 or ::1";

  public AddressRange {
    if (prefix < 0 || prefix > bits(base)) {
      throw new IllegalArgumentException(
          "/" + prefix + " is no prefix of " + base.getHostAddress());
    }
  }

  /**
   * Reads an address, which stands for itself, or a range.
   *
   * @throws IllegalArgumentException where it is neither; no name is ever looked up
   */
  public static AddressRange parse(String text) {
    var slash = text.indexOf('/');
    var address = slash < 0 ? text : text.substring(0, slash);
    if (!LITERAL.matcher(address).matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is not " + FORM);
    }
    try {
      var base = InetAddress.ofLiteral(address);
      return new AddressRange(
          base, slash < 0 ? bits(base) : prefix(text.substring(slash + 1), text));
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalArgumentException("\"" + text + "\" is not " + FORM, unreadable);
    }
  }

  private static int prefix(String digits, String text) {
    if (!digits.matches("[0-9]{1,3}")) {
      throw new IllegalArgumentException("\"" + text + "\" is not " + FORM);
    }
    return Integer.parseInt(digits);
  }

  private static int bits(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }

  /** Whether an address is one of them. */
  public boolean contains(InetAddress address) {
    var ours = base.getAddress();
    var theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (var bit = 0; bit < prefix; bit++) {
      var mask = 0x80 >> bit % Byte.SIZE;
      if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
