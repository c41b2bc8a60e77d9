package headgate.chain.hash;

/** How a chain works out the hash of a transaction. */
public enum TransactionHashing {
  /** No hash can be worked out. */
  NONE,
  /**
   * SHA3-256 of ICON's serialisation of the parameters without {@code signature} and {@code
   * txHash}.
   */
  ICON_SHA3,
  /** Keccak-256 of the signed transaction's bytes, which are the first parameter in hexadecimal. */
  EVM_KECCAK
}
