package headgate.gateway.head;

/** The head of one network at work: what it finds is published as {@link HeadView}s. */
public interface Head extends HeadRefresh, HeadCommands {
  /** Begins to ask the nodes; callable from any thread, once. */
  void start();

  /** Asks nobody any more and publishes nothing; callable from any thread. */
  void stop();

  /** Which node's blocks are followed. */
  Following following();

  /**
   * Which node's blocks are followed, and how.
   *
   * @param node its place, -1 while none is
   * @param streaming whether its own stream tells new blocks; else its probes do
   * @param quarantines how often a node was put in quarantine since the start
   */
  record Following(int node, boolean streaming, long quarantines) {
    /** Nobody is followed. */
    public static final Following NOBODY = new Following(-1, false, 0);
  }
}
