package headgate.simulation.chain;

import java.util.List;

/**
 * One block.
 *
 * @param hash 64 hexadecimal digits, without a prefix
 * @param previous the hash of the block before it
 * @param transactions hashes with their prefix
 */
public record Block(
    long height, String hash, String previous, long timeMicros, List<String> transactions) {
  /** Copies the list. */
  public Block {
    transactions = List.copyOf(transactions);
  }
}
