package headgate.simulation.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chain of blocks that is never reorganised. A fork shares the blocks up to some height and says
 * other things from there on.
 *
 * <p>What an account holds says of itself whose it is, at which height and on which chain, so that
 * an answer shows where it is from.
 */
public final class Chain {
  /** The height of the first block. */
  public static final long FIRST = 1_000;

  private static final int SUPPLY = 0xffff;
  private static final int CHAIN_BITS = 8;
  private static final int ACCOUNT_BITS = 16;

  private final int number;
  private final String networkId;
  private final List<Block> blocks = new ArrayList<>();
  private final Map<String, Long> included = new LinkedHashMap<>();
  private final long ownFrom;

  private Chain(int number, String networkId, long ownFrom) {
    this.number = number;
    this.networkId = networkId;
    this.ownFrom = ownFrom;
  }

  /**
   * A chain with some blocks, the newest of them of the given time.
   *
   * @param number tells its blocks and its answers from those of other chains, 0 to 255
   */
  public static Chain grown(
      int number, String networkId, int count, Instant newest, Duration interval) {
    var chain = new Chain(number, networkId, FIRST);
    for (var back = count - 1; back >= 0; back--) {
      chain.grow(newest.minus(interval.multipliedBy(back)), List.of());
    }
    return chain;
  }

  /**
   * A chain with the same blocks and transactions below the given height, and others from there to
   * its tip.
   */
  public Chain fork(int forkNumber, long from) {
    var fork = new Chain(forkNumber, networkId, from);
    for (var block : blocks) {
      if (block.height() < from) {
        fork.blocks.add(block);
        fork.include(block);
      } else {
        fork.add(block.timeMicros(), List.of());
      }
    }
    return fork;
  }

  /** Adds a block. */
  public void grow(Instant time, List<String> transactions) {
    add(time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000, transactions);
  }

  private void add(long timeMicros, List<String> transactions) {
    var height = FIRST + blocks.size();
    var previous = blocks.isEmpty() ? "0".repeat(64) : blocks.getLast().hash();
    var block = new Block(height, hash(height), previous, timeMicros, transactions);
    blocks.add(block);
    include(block);
  }

  private void include(Block block) {
    block.transactions().forEach(transaction -> included.put(transaction, block.height()));
  }

  private String hash(long height) {
    var text = new StringBuilder();
    var mixed = height * 0x9e3779b97f4a7c15L + number;
    while (text.length() < 64) {
      mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
      text.append(String.format("%016x", mixed));
    }
    return text.toString();
  }

  public String networkId() {
    return networkId;
  }

  /** The height of the newest block. */
  public long tip() {
    return FIRST + blocks.size() - 1;
  }

  /** The block of a height, null where there is none. */
  public @Nullable Block block(long height) {
    return height < FIRST || height > tip() ? null : blocks.get((int) (height - FIRST));
  }

  /** The block with a hash, null where there is none. */
  public @Nullable Block named(String hash) {
    for (var index = blocks.size() - 1; index >= 0; index--) {
      if (blocks.get(index).hash().equals(hash)) {
        return blocks.get(index);
      }
    }
    return null;
  }

  /** The height of the block with a transaction, -1 where it is in none. */
  public long heightOf(String transaction) {
    return included.getOrDefault(transaction, -1L);
  }

  /** What an account holds after the blocks below that height. */
  public long balance(int account, long height) {
    var chain = height < ownFrom ? 0 : number;
    return (height << (CHAIN_BITS + ACCOUNT_BITS)) | ((long) account << CHAIN_BITS) | chain;
  }

  /** All there is. */
  public long supply(long height) {
    return balance(SUPPLY, height);
  }

  /** The height that such a number was told for. */
  public static long heightIn(long told) {
    return told >>> (CHAIN_BITS + ACCOUNT_BITS);
  }

  /** The account that it was told for. */
  public static int accountIn(long told) {
    return (int) (told >>> CHAIN_BITS) & 0xffff;
  }

  /** The chain that it was told from. */
  public static int chainIn(long told) {
    return (int) told & 0xff;
  }
}
