package headgate.chain.hash;

/** The outcome of working out a transaction's hash: never a guess. */
public sealed interface TransactionHash {

  /**
   * The hash that nodes will know the transaction by.
   *
   * @param hash 64 hexadecimal digits in lower case after {@code 0x}
   */
  record Known(String hash) implements TransactionHash {}

  /**
   * No hash can be told.
   *
   * @param reason why not, in words for a log; it holds nothing that the caller sent
   */
  record Unknown(String reason) implements TransactionHash {}
}
