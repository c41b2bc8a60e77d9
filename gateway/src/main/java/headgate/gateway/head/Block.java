package headgate.gateway.head;

import java.util.Locale;

/**
 * What the head needs to know of a block.
 *
 * @param height its height
 * @param hash its hash in lower case without prefix, since nodes write it in several ways
 * @param previous the hash of the block before it, empty for the first
 * @param timeMillis its own time, in milliseconds since 1970
 */
public record Block(long height, String hash, String previous, long timeMillis) {
  /** Brings hashes into one form. */
  public Block {
    hash = plainHash(hash);
    previous = plainHash(previous);
  }

  /** A hash in the form that is compared. */
  public static String plainHash(String written) {
    var lower = written.toLowerCase(Locale.ROOT);
    return lower.startsWith("0x") ? lower.substring(2) : lower;
  }
}
