package headgate.devnode.fault;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with what a node sees of its chain.
 *
 * @param lag blocks that it stays behind
 * @param frozenAt the highest block that it sees; -1: there is no bound
 * @param earliest the lowest block that it still has, as after pruning; 0: it has all
 * @param forkedFrom the height from which on its blocks are others than the chain's; -1: nowhere
 * @param catchingUp how it works through old blocks; null where it does not
 */
public record View(
    long lag, long frozenAt, long earliest, long forkedFrom, @Nullable CatchUp catchingUp) {
  /** A node that sees the chain as it is. */
  public static final View WHOLE = new View(0, -1, 0, -1, null);

  View withLag(long blocks) {
    return new View(blocks, frozenAt, earliest, forkedFrom, catchingUp);
  }

  View withFrozenAt(long height) {
    return new View(lag, height, earliest, forkedFrom, catchingUp);
  }

  View withEarliest(long height) {
    return new View(lag, frozenAt, height, forkedFrom, catchingUp);
  }

  View withForkedFrom(long height) {
    return new View(lag, frozenAt, earliest, height, catchingUp);
  }

  View withCatchingUp(@Nullable CatchUp catching) {
    return new View(lag, frozenAt, earliest, forkedFrom, catching);
  }

  /**
   * The highest block that the node sees; never below the genesis block.
   *
   * @param chainHeight the chain's own head
   * @param nowMicros by the chain's clock, since 1970
   */
  public long height(long chainHeight, long nowMicros) {
    var height = chainHeight - lag;
    if (frozenAt >= 0) {
      height = Math.min(height, frozenAt);
    }
    if (catchingUp != null) {
      height = Math.min(height, catchingUp.height(nowMicros));
    }
    return Math.max(0, height);
  }
}
