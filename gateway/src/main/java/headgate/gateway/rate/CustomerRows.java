package headgate.gateway.rate;

import headgate.gateway.address.IpAddress;

/**
 * Where a table of fixed size counts each customer: in one bucket of either of its two rows, by
 * hashes that only this process knows, so that nobody can choose with whom it shares both.
 */
public final class CustomerRows {
  /** How many rows there are. */
  public static final int ROWS = 2;

  private static final long ODD_1 = 0x9E3779B97F4A7C15L;
  private static final long ODD_2 = 0xC2B2AE3D27D4EB4FL;

  private final int mask;
  private final long seed;

  /**
   * Rows of that many buckets.
   *
   * @param buckets of a row, a power of two
   * @param seed what strangers must not know
   */
  public CustomerRows(int buckets, long seed) {
    if (Integer.bitCount(buckets) != 1) {
      throw new IllegalArgumentException("not a power of two: " + buckets);
    }
    mask = buckets - 1;
    this.seed = seed;
  }

  /** The buckets of all rows together. */
  public int size() {
    return ROWS * (mask + 1);
  }

  /** The place of a customer's bucket in the first row. */
  public int first(IpAddress customer) {
    return (int) (hash(customer, seed) >>> 33) & mask;
  }

  /** The place of a customer's bucket in the second row, which follows the first. */
  public int second(IpAddress customer) {
    return mask + 1 + ((int) (hash(customer, seed * ODD_2 + 1) >>> 33) & mask);
  }

  /** A number that tells customers apart, another one for each salt. */
  public long hash(IpAddress customer, long salt) {
    var mixed = (customer.high() + salt) * ODD_1;
    mixed = (mixed ^ mixed >>> 32 ^ customer.low()) * ODD_2;
    mixed = (mixed ^ mixed >>> 29) * ODD_1 + salt;
    return (mixed ^ mixed >>> 31) * ODD_2;
  }
}
