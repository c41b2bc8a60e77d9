package headgate.devnode.block;

import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * A block. Its transactions are executed with the next block: the bloom filter here is of the
 * events of the block before.
 */
public record Block(
    long height, long timestampMicros, Seal seal, List<Transaction> transactions, LogsBloom bloom) {
  public Block {
    transactions = List.copyOf(transactions);
  }

  /**
   * What binds a block: its own hash and that of the block before (64 digits, empty for none), the
   * root of its transactions, who proposed it, and the header's bytes in Base64.
   */
  public record Seal(
      String hash, String previousHash, String transactionsRoot, String proposer, String header) {}

  /** The hash with its prefix. */
  public String prefixedHash() {
    return "0x" + seal.hash();
  }

  /** The block as {@code icx_getBlockByHeight} shows it. */
  public JsonObject json() {
    return new JsonObject()
        .put("block_hash", seal.hash())
        .putItems("confirmed_transaction_list", transactions.stream().map(this::shown).toList())
        .putNumber("height", height)
        .put("merkle_tree_root_hash", seal.transactionsRoot())
        .put("peer_id", seal.proposer())
        .put("prev_block_hash", seal.previousHash())
        .put("signature", "")
        .putNumber("time_stamp", timestampMicros)
        .put("version", "2.0");
  }

  private Json shown(Transaction transaction) {
    return height == 0 ? transaction.members() : transaction.json().sorted();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "block %d %s", height, seal.hash());
  }
}
