package headgate.chain.hash;

import java.util.HexFormat;
import org.bouncycastle.crypto.digests.KeccakDigest;
import tools.jackson.databind.JsonNode;

/**
 * The hash of an EVM transaction: Keccak-256 of its signed bytes (EIP-2718; for a list, the RLP of
 * the transaction itself).
 *
 * <p>A blob transaction is sent together with its blobs (EIP-4844), and its hash is of a part of
 * those bytes only; it and types that came later have no hash here.
 */
final class EvmHash {

  private static final int HASH_BYTES = 32;
  private static final int RLP_LIST_FIRST = 0xc0;

  private EvmHash() {}

  static byte[] of(byte[] bytes, int from, int to) throws Unhashable {
    var transaction = signedBytes(TransactionJson.read(bytes, from, to).path(0));
    if (!isHashOfItsBytes(transaction[0] & 0xff)) {
      throw new Unhashable("a transaction of this type is not hashed as it is sent");
    }
    var digest = new KeccakDigest(8 * HASH_BYTES);
    digest.update(transaction, 0, transaction.length);
    var hash = new byte[HASH_BYTES];
    digest.doFinal(hash, 0);
    return hash;
  }

  /** Lists are of the first form; 1, 2 and 4 are access lists, dynamic fees and set code. */
  private static boolean isHashOfItsBytes(int type) {
    return type >= RLP_LIST_FIRST || type == 1 || type == 2 || type == 4;
  }

  private static byte[] signedBytes(JsonNode parameter) throws Unhashable {
    if (!parameter.isString() || !parameter.stringValue().startsWith("0x")) {
      throw new Unhashable("the first parameter is not a text of hexadecimal digits");
    }
    var digits = parameter.stringValue().substring(2);
    if (digits.isEmpty() || digits.length() % 2 != 0 || !digits.matches("[0-9a-fA-F]+")) {
      throw new Unhashable("the first parameter is not a text of hexadecimal digits");
    }
    return HexFormat.of().parseHex(digits);
  }
}
