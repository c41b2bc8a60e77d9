package headgate.chain.hash;

import java.util.HexFormat;

/**
 * How a chain works out the hash of a transaction from the parameters of the call that sends it.
 */
public enum TransactionHashing {
  /** No hash can be worked out. */
  NONE,
  /**
   * SHA3-256 of ICON's serialisation of the parameters without {@code signature} and {@code
   * txHash}.
   */
  ICON_SHA3,
  /** Keccak-256 of the signed transaction's bytes, which are the first parameter in hexadecimal. */
  EVM_KECCAK;

  /** The longest parameters that are hashed, in bytes; no chain here takes larger transactions. */
  public static final int PARAMS_BYTES_MAX = 1 << 20;

  /**
   * The hash of a transaction.
   *
   * @param bytes holds the parameters in JSON
   * @param from where they begin
   * @param to where they end, exclusive
   */
  public TransactionHash hash(byte[] bytes, int from, int to) {
    if (to - from > PARAMS_BYTES_MAX) {
      return new TransactionHash.Unknown("the transaction is larger than 1 MiB");
    }
    try {
      return switch (this) {
        case NONE -> new TransactionHash.Unknown("the chain's profile names no hash");
        case ICON_SHA3 -> known(IconHash.of(bytes, from, to));
        case EVM_KECCAK -> known(EvmHash.of(bytes, from, to));
      };
    } catch (Unhashable reason) {
      return new TransactionHash.Unknown(String.valueOf(reason.getMessage()));
    }
  }

  private static TransactionHash known(byte[] hash) {
    return new TransactionHash.Known("0x" + HexFormat.of().formatHex(hash));
  }
}
