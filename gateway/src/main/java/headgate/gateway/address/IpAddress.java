package headgate.gateway.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * An IPv6 address, or an IPv4 one in its mapped form {@code ::ffff:a.b.c.d} (RFC 4291, section
 * 2.5.5.2), so that each address has exactly one value however it was written.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {
  /** Four numbers, or what has a colon: short forms of IPv4 are read in more than one way. */
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|(?=[^:]{0,4}:)[0-9a-fA-F:.]{2,45}");

  /** A number that begins with 0 is octal to some readers. */
  private static final Pattern OCTAL = Pattern.compile("(.*[.:])?0[0-9]+\\..*|.*\\.0[0-9]+");

  /** {@code 127.0.0.1}. */
  public static final IpAddress LOOPBACK = ofIpv4(0x7f00_0001);

  private static final int LENGTH_MAX = 45;
  private static final long MAPPED = 0xffffL << 32;
  private static final long LOW_32 = 0xffff_ffffL;
  private static final int IPV6_BYTES = 16;

  /** The value of an address, whatever form it has. */
  public static IpAddress of(InetAddress address) {
    var bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet4Address
        ? ofIpv4(bytes.getInt())
        : new IpAddress(bytes.getLong(), bytes.getLong());
  }

  /** An IPv4 address of 32 bits. */
  public static IpAddress ofIpv4(int bits) {
    return new IpAddress(0, MAPPED | (bits & LOW_32));
  }

  /**
   * Reads an address; no name is ever looked up.
   *
   * @throws IllegalArgumentException where the text is none, has a zone, or a number in it begins
   *     with 0
   */
  public static IpAddress parse(String text) {
    if (text.length() > LENGTH_MAX
        || !LITERAL.matcher(text).matches()
        || (text.indexOf('.') >= 0 && OCTAL.matcher(text).matches())) {
      throw new IllegalArgumentException("not an address");
    }
    try {
      return of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalArgumentException("not an address", unreadable);
    }
  }

  /** Whether it is an IPv4 address. */
  public boolean isIpv4() {
    return high == 0 && low >>> 32 == 0xffff;
  }

  /** The 32 bits of an IPv4 address; of another one its last 32. */
  public int ipv4Bits() {
    return (int) low;
  }

  /**
   * What one customer of a provider is counted by: an IPv4 address, or an IPv6 /64, of which a
   * customer is handed every address (RFC 6177).
   */
  public IpAddress customer() {
    return isIpv4() ? this : new IpAddress(high, 0);
  }

  /** The same with nothing behind its first bits, of 128. */
  public IpAddress prefix(int bits) {
    return new IpAddress(high & mask(bits), low & mask(bits - Long.SIZE));
  }

  /** The last address that begins with the same bits, of 128. */
  IpAddress lastOf(int bits) {
    return new IpAddress(high | ~mask(bits), low | ~mask(bits - Long.SIZE));
  }

  private static long mask(int bits) {
    if (bits <= 0) {
      return 0;
    }
    return bits >= Long.SIZE ? -1L : -1L << (Long.SIZE - bits);
  }

  /** The same in the form of the JDK. */
  public InetAddress toInetAddress() {
    var bytes =
        isIpv4()
            ? ByteBuffer.allocate(Integer.BYTES).putInt(ipv4Bits())
            : ByteBuffer.allocate(IPV6_BYTES).putLong(high).putLong(low);
    try {
      return InetAddress.getByAddress(bytes.array());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("four or sixteen bytes are an address", impossible);
    }
  }

  @Override
  public int compareTo(IpAddress other) {
    var first = Long.compareUnsigned(high, other.high);
    return first != 0 ? first : Long.compareUnsigned(low, other.low);
  }

  /** As RFC 5952 has it: lower case, the longest run of two zeros or more as {@code ::}. */
  @Override
  public String toString() {
    return isIpv4() ? dotted() : grouped();
  }

  private String dotted() {
    var bits = ipv4Bits();
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }

  private int group(int index) {
    return (int) ((index < 4 ? high : low) >>> (48 - 16 * (index & 3))) & 0xffff;
  }

  private String grouped() {
    var from = 8;
    var length = 1;
    for (var start = 0; start < 8; start++) {
      var zeros = 0;
      while (start + zeros < 8 && group(start + zeros) == 0) {
        zeros++;
      }
      if (zeros > length) {
        from = start;
        length = zeros;
      }
    }
    var text = new StringBuilder();
    for (var index = 0; index < 8; index++) {
      if (index == from) {
        text.append("::");
        index += length - 1;
      } else {
        if (index > 0 && index != from + length) {
          text.append(':');
        }
        text.append(Integer.toHexString(group(index)));
      }
    }
    return text.toString();
  }
}
