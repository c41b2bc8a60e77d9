package headgate.devnode.json;

import java.math.BigInteger;
import java.util.HexFormat;

/** Quantities and bytes as ICON writes them: {@code 0x}, lower case, no leading zero. */
public final class Hex {
  private Hex() {}

  public static String of(long value) {
    return value < 0 ? "-0x" + Long.toHexString(-value) : "0x" + Long.toHexString(value);
  }

  public static String of(BigInteger value) {
    return value.signum() < 0 ? "-0x" + value.negate().toString(16) : "0x" + value.toString(16);
  }

  /** Bytes with the prefix. */
  public static String ofBytes(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  /** The bytes behind a prefix of two characters ({@code 0x}, {@code hx}, {@code cx}). */
  public static byte[] bytes(String prefixed) {
    return HexFormat.of().parseHex(prefixed, 2, prefixed.length());
  }

  /** The value of a hex quantity. Throws NumberFormatException if it is none. */
  public static BigInteger quantity(String text) {
    var negative = text.startsWith("-");
    var digits = negative ? text.substring(1) : text;
    if (!digits.startsWith("0x")) {
      throw new NumberFormatException("no hex quantity");
    }
    var value = new BigInteger(digits.substring(2), 16);
    return negative ? value.negate() : value;
  }
}
