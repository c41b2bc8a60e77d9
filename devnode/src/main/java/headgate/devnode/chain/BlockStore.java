package headgate.devnode.chain;

import headgate.devnode.block.Block;
import headgate.devnode.block.Location;
import headgate.devnode.block.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every block with its receipts, found by height, by hash, and by transaction. One thread writes,
 * many read. Of a long chain only the newest {@link #BLOCKS_MAX} blocks are kept.
 */
final class BlockStore {
  /** How many blocks are kept: at one block each second a little over a day. */
  static final int BLOCKS_MAX = 100_000;

  private final Map<Long, Block> blocks = new ConcurrentHashMap<>();
  private final Map<Long, List<Receipt>> receipts = new ConcurrentHashMap<>();
  private final Map<String, Long> heights = new ConcurrentHashMap<>();
  private final Map<String, Location> locations = new ConcurrentHashMap<>();
  private volatile Block head;

  BlockStore(Block genesis) {
    this.head = genesis;
    index(genesis);
  }

  Block head() {
    return head;
  }

  Optional<Block> block(long height) {
    return Optional.ofNullable(blocks.get(height));
  }

  Optional<Block> block(String hash) {
    return Optional.ofNullable(heights.get(hash)).flatMap(this::block);
  }

  Optional<Location> location(String transactionHash) {
    return Optional.ofNullable(locations.get(transactionHash));
  }

  List<Receipt> receipts(long height) {
    return receipts.getOrDefault(height, List.of());
  }

  /** Adds a block, together with the receipts of the one before it. */
  void add(Block block, List<Receipt> receiptsBefore) {
    receipts.put(block.height() - 1, List.copyOf(receiptsBefore));
    index(block);
    head = block;
    forget(block.height() - BLOCKS_MAX);
  }

  private void index(Block block) {
    blocks.put(block.height(), block);
    heights.put(block.seal().hash(), block.height());
    var transactions = block.transactions();
    for (var index = 0; index < transactions.size(); index++) {
      locations.put(transactions.get(index).hash(), new Location(block.height(), index));
    }
  }

  private void forget(long height) {
    var old = blocks.remove(height);
    if (old != null) {
      receipts.remove(height);
      heights.remove(old.seal().hash());
      old.transactions().forEach(transaction -> locations.remove(transaction.hash()));
    }
  }
}
