package headgate.gateway.head;

import org.jspecify.annotations.Nullable;

/** Asks one node how far it is, and for single blocks; all that the head needs of the upstream. */
public interface HeightProbe {
  /**
   * What a node said.
   *
   * @param height its newest block
   * @param network the id of its network, null where it does not tell
   * @param channel the channel that it serves, null where it does not tell
   * @param earliest the lowest block that it still has, -1 where it does not tell
   */
  record Report(long height, @Nullable String network, @Nullable String channel, long earliest) {}

  /** Told how a probe ended, exactly once, on the prober's loop. */
  interface Receiver {
    /** The node answered. */
    void reported(Report report);

    /** It did not, or not in time, or not in a way that can be read. */
    void missed(ProbeMiss why);
  }

  /** Told what became of the question for a block, exactly once, on the prober's loop. */
  @FunctionalInterface
  interface BlockReceiver {
    /** The block that the node showed, null where it showed none. */
    void told(@Nullable Block block);
  }

  /** Asks the node at a place of the configuration. */
  void probe(int node, Receiver receiver);

  /** Asks the node at a place of the configuration for the block of a height. */
  void block(int node, long height, BlockReceiver receiver);
}
