package headgate.gateway.config;

/**
 * How the head of a network is found.
 *
 * @param quorum nodes that have to have reported a height before it is served; 0 for one where one
 *     node is configured, else two
 * @param follow whether new blocks are told by a node's stream, where the chain has such streams
 * @param serveWhileSyncing whether nodes are used that are still catching up with their chain
 */
public record HeadConfig(int quorum, boolean follow, boolean serveWhileSyncing) {
  public HeadConfig {
    new Rules().within("quorum", quorum, 0, 64).check();
  }

  /** Two nodes where there are two, streams where there are streams, and no old heads. */
  public static HeadConfig defaults() {
    return new HeadConfig(0, true, false);
  }

  /** How many of the configured nodes it takes. */
  public int quorumOf(int nodes) {
    var usual = nodes == 1 ? 1 : 2;
    return Math.min(nodes, quorum == 0 ? usual : quorum);
  }
}
