package headgate.gateway.rate;

import headgate.gateway.address.IpAddress;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How many calls of every customer are held back, in a table of fixed size that all loops share.
 *
 * <p>Each has a place in both rows of it, and is over its bound only where both are: the fewer
 * calls are nearer to the truth, since others can only add.
 */
public final class HeldTable {
  /** Places of a row, a power of two. */
  static final int PLACES = 1 << 14;

  private final CustomerRows rows;
  private final AtomicIntegerArray held;

  /**
   * A table of which nothing is taken.
   *
   * @param seed what strangers must not know
   */
  public HeldTable(long seed) {
    rows = new CustomerRows(PLACES, seed);
    held = new AtomicIntegerArray(rows.size());
  }

  /**
   * Takes a place, or none.
   *
   * @param max places of one customer, at least 1
   * @return whether it was taken, and has to be given back
   */
  public boolean take(IpAddress customer, int max) {
    var first = held.incrementAndGet(rows.first(customer));
    var second = held.incrementAndGet(rows.second(customer));
    if (Math.min(first, second) <= max) {
      return true;
    }
    giveBack(customer);
    return false;
  }

  /** Gives one back that was taken. */
  public void giveBack(IpAddress customer) {
    held.decrementAndGet(rows.first(customer));
    held.decrementAndGet(rows.second(customer));
  }
}
