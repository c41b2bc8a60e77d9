package headgate.gateway.config;

/**
 * How many nodes a transaction is sent to, and for how long it is sent again. By default it is sent
 * once.
 *
 * @param fanOut nodes that are sent a transaction, the one that answers its caller included
 * @param rebroadcastBlocks blocks for which an acknowledged transaction that is in none is sent
 *     again to nodes that do not know it; 0 for never
 */
public record WritesConfig(int fanOut, int rebroadcastBlocks) {
  /** Nodes that one transaction is sent to at most. */
  public static final int FAN_OUT_MAX = 8;

  /** Blocks for which one is sent again at most; goloop takes none that is older than 5 minutes. */
  public static final int REBROADCAST_BLOCKS_MAX = 1_000;

  public WritesConfig {
    new Rules()
        .within("fanOut", fanOut, 1, FAN_OUT_MAX)
        .within("rebroadcastBlocks", rebroadcastBlocks, 0, REBROADCAST_BLOCKS_MAX)
        .check();
  }

  /** One node, once. */
  public static WritesConfig defaults() {
    return new WritesConfig(1, 0);
  }
}
