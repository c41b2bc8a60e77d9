package headgate.gateway.head.track;

import headgate.gateway.head.Block;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newest blocks that were followed, each linked to the one before it by its hash. */
final class FollowedChain {
  /** So many hashes are kept: nodes differ within a few blocks of the head or long ago. */
  static final int BLOCKS_MAX = 256;

  private final Map<Long, String> hashes = new HashMap<>();
  private @Nullable Block tip;

  /** The newest one, null before the first. */
  @Nullable Block tip() {
    return tip;
  }

  /** Begins anew at a block, whatever was before. */
  void begin(Block block) {
    forget();
    add(block);
  }

  /** Adds the block where it is the next one and names the last one's hash. */
  boolean append(Block block) {
    var last = tip;
    var linked =
        last != null && block.height() == last.height() + 1 && block.previous().equals(last.hash());
    if (linked) {
      add(block);
    }
    return linked;
  }

  private void add(Block block) {
    tip = block;
    hashes.put(block.height(), block.hash());
    hashes.remove(block.height() - BLOCKS_MAX);
  }

  void forget() {
    tip = null;
    hashes.clear();
  }

  /** The hash at a height, null where that was not followed or is long ago. */
  @Nullable String hashAt(long height) {
    return hashes.get(height);
  }
}
