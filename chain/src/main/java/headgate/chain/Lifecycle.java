package headgate.chain;

import java.util.Locale;

/** Whether a chain still grows. */
public sealed interface Lifecycle {

  /** The chain makes blocks. */
  record Live() implements Lifecycle {}

  /**
   * The chain has ended: its head is a constant that an operator has set, never one that was
   * inferred.
   *
   * @param finalHeight the height of the last block
   * @param finalHash its hash, 64 hexadecimal digits in lower case after {@code 0x}
   */
  record Frozen(long finalHeight, String finalHash) implements Lifecycle {

    /** Whether a node means the last block; nodes write hashes with or without {@code 0x}. */
    public boolean isFinalHash(String hash) {
      var digits = hash.startsWith("0x") ? hash.substring(2) : hash;
      return finalHash.equals("0x" + digits.toLowerCase(Locale.ROOT));
    }
  }
}
