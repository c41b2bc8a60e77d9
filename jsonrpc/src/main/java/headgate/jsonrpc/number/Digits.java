package headgate.jsonrpc.number;

/**
 * Writes numbers that are not negative into bytes, as ASCII digits and without a string between.
 */
public final class Digits {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private Digits() {}

  /** How many decimal digits a number has, 1 to 19. */
  public static int decimals(long number) {
    int count = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      count++;
    }
    return count;
  }

  /** Writes so many decimal digits, which are all that the number has; gives the index after. */
  public static int putDecimal(long number, int count, byte[] target, int at) {
    long rest = number;
    for (int place = at + count - 1; place >= at; place--) {
      target[place] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + count;
  }

  /** How many hexadecimal digits a number has, 1 to 16. */
  public static int hexadecimals(long number) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + 3) / 4);
  }

  /** The same with hexadecimal digits, in small letters. */
  public static int putHex(long number, int count, byte[] target, int at) {
    long rest = number;
    for (int place = at + count - 1; place >= at; place--) {
      target[place] = HEX[(int) (rest & 0xf)];
      rest >>>= 4;
    }
    return at + count;
  }
}
