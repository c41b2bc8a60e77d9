package headgate.devnode.chain;

import headgate.devnode.block.Block;
import java.util.Optional;

/** Where a node finds its blocks: in the chain, or in a fork of it. */
public interface BlockSource {
  /** The block at a height; empty where it is not made yet, or not kept any more. */
  Optional<Block> block(long height);

  /** The block with this hash: 64 digits, no prefix. */
  Optional<Block> block(String hash);
}
