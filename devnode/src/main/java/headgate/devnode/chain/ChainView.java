package headgate.devnode.chain;

import headgate.devnode.block.Block;
import headgate.devnode.block.Location;
import headgate.devnode.block.Receipt;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The chain as one node sees it at one moment: up to a head that may lag behind, and from an
 * earliest height on if the node was pruned. All that one call answers comes from one view.
 */
public final class ChainView {
  private final DevChain chain;
  private final BlockSource blocks;
  private final Block head;
  private final long earliest;

  /** A view of a chain by blocks that are the chain's own, or those of a fork of it. */
  public ChainView(DevChain chain, BlockSource blocks, Block head, long earliest) {
    this.chain = chain;
    this.blocks = blocks;
    this.head = head;
    this.earliest = earliest;
  }

  public DevChain chain() {
    return chain;
  }

  public Block head() {
    return head;
  }

  public long height() {
    return head.height();
  }

  /** The first height that the node still has. */
  public long earliest() {
    return earliest;
  }

  /** The block at a height; empty above the head. */
  public Optional<Block> block(long height) {
    return height > head.height() ? Optional.empty() : blocks.block(height);
  }

  /** The block with this hash (64 digits), if the node has come that far. */
  public Optional<Block> block(String hash) {
    return blocks.block(hash).filter(block -> block.height() <= head.height());
  }

  /** Where a transaction stands, if its block is seen. */
  public Optional<Location> location(String transactionHash) {
    return chain.location(transactionHash).filter(place -> place.height() <= head.height());
  }

  /** A transaction's receipt; empty while the block after its own is not seen. */
  public Optional<Receipt> receipt(Location place) {
    if (place.height() >= head.height()) {
      return Optional.empty();
    }
    var receipts = chain.receipts(place.height());
    return place.index() < receipts.size()
        ? Optional.of(receipts.get(place.index()))
        : Optional.empty();
  }

  /** A balance at the head. */
  public BigInteger balance(String address) {
    return chain.balance(address, head.height());
  }
}
