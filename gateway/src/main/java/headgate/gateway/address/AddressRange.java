package headgate.gateway.address;

import java.net.InetAddress;
import java.util.List;

/**
 * Addresses that begin alike, as in RFC 4632 and RFC 4291, section 2.3.
 *
 * @param base an address of the range
 * @param prefix how many of its first bits all of them share, of 32 or of 128
 */
public record AddressRange(IpAddress base, int prefix) {
  private static final String FORM = "an address or a range, for example 10.0.0.0/8 or ::1";
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  public AddressRange {
    if (prefix < 0 || prefix > bits(base)) {
      throw new IllegalArgumentException("/" + prefix + " is no prefix of " + base);
    }
  }

  /** An address alone. */
  public static AddressRange of(IpAddress address) {
    return new AddressRange(address, bits(address));
  }

  /**
   * Reads an address, which stands for itself, or a range.
   *
   * @throws IllegalArgumentException where it is neither; no name is ever looked up
   */
  public static AddressRange parse(String text) {
    var slash = text.indexOf('/');
    try {
      var base = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
      return slash < 0 ? of(base) : new AddressRange(base, prefix(text.substring(slash + 1)));
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalArgumentException("\"" + text + "\" is not " + FORM, unreadable);
    }
  }

  private static int prefix(String digits) {
    if (!digits.matches("0|[1-9][0-9]{0,2}")) {
      throw new IllegalArgumentException("not a prefix");
    }
    return Integer.parseInt(digits);
  }

  private static int bits(IpAddress address) {
    return address.isIpv4() ? IPV4_BITS : IPV6_BITS;
  }

  /** Bits of 128 that all of them share: one of IPv4 shares the mapped form's 96 as well. */
  public int depth() {
    return base.isIpv4() ? IPV6_BITS - IPV4_BITS + prefix : prefix;
  }

  /** The first address of it. */
  public IpAddress first() {
    return base.prefix(depth());
  }

  /** The last address of it. */
  public IpAddress last() {
    return base.lastOf(depth());
  }

  /** The same, named by its first address. */
  public AddressRange normal() {
    return new AddressRange(first(), prefix);
  }

  /** Whether an address is one of them; a range of IPv6 holds none of IPv4. */
  public boolean contains(IpAddress address) {
    return base.isIpv4() == address.isIpv4() && address.prefix(depth()).equals(first());
  }

  /** Whether an address is one of them. */
  public boolean contains(InetAddress address) {
    return contains(IpAddress.of(address));
  }

  /** Whether an address is in one of some ranges. */
  public static boolean anyContains(List<AddressRange> ranges, IpAddress address) {
    for (var range : ranges) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** As it is written: an address alone without its prefix. */
  @Override
  public String toString() {
    return prefix == bits(base) ? base.toString() : base + "/" + prefix;
  }
}
