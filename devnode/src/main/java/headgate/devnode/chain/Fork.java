package headgate.devnode.chain;

import headgate.devnode.block.Block;
import headgate.devnode.block.BlockBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A chain's blocks with others in their place from a height on: the same transactions at the same
 * times, but another proposer, so that every hash differs and each block links to the one before.
 *
 * <p>Made when they are asked for; as many are kept as of the chain itself.
 */
public final class Fork implements BlockSource {
  private static final String PROPOSER = "hx" + "f0".repeat(20);

  private final DevChain chain;
  private final long from;
  private final BlockBuilder builder = new BlockBuilder(PROPOSER);
  private final Map<Long, Block> blocks = new HashMap<>();
  private final Map<String, Block> byHash = new HashMap<>();
  private long next;

  /**
   * A fork of which nothing is made yet.
   *
   * @param from its first height, at least 1; the chain need not be as long yet
   */
  public Fork(DevChain chain, long from) {
    this.chain = chain;
    this.from = from;
    this.next = from;
  }

  public long from() {
    return from;
  }

  @Override
  public synchronized Optional<Block> block(long height) {
    if (height < from) {
      return chain.block(height);
    }
    makeUpTo(Math.min(height, chain.height()));
    return Optional.ofNullable(blocks.get(height));
  }

  @Override
  public synchronized Optional<Block> block(String hash) {
    makeUpTo(chain.height());
    var own = Optional.ofNullable(byHash.get(hash));
    return own.or(() -> chain.block(hash).filter(block -> block.height() < from));
  }

  private void makeUpTo(long height) {
    while (next <= height) {
      var twin = chain.block(next).orElseThrow();
      var previous = block(next - 1).orElseThrow();
      var result = new BlockBuilder.Result(twin.bloom(), chain.receipts(next - 1));
      var made = builder.next(previous, twin.timestampMicros(), twin.transactions(), result);
      blocks.put(next, made);
      byHash.put(made.seal().hash(), made);
      forget(next - BlockStore.BLOCKS_MAX);
      next++;
    }
  }

  private void forget(long height) {
    var old = blocks.remove(height);
    if (old != null) {
      byHash.remove(old.seal().hash());
    }
  }
}
