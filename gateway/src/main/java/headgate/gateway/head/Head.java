package headgate.gateway.head;

import java.util.function.IntConsumer;

/** The head of one network at work: what it finds is published as {@link HeadView}s. */
public interface Head extends HeadRefresh, HeadCommands {
  /** Begins to ask the nodes; callable from any thread, once. */
  void start();

  /** Asks nobody any more and publishes nothing; callable from any thread. */
  void stop();

  /** Which node's blocks are followed. */
  Following following();

  /**
   * Another gateway serves that height. It moves nothing: nodes that have not told as much are
   * asked now, once for a height, and where it is more than {@code lagMax} ahead at most once in a
   * block interval. Callable from any thread.
   *
   * @param asked told, on the head's loop, how many nodes are asked; not told where none are
   */
  void hinted(long height, IntConsumer asked);

  /**
   * Ends it for one that takes its place; to be called on its loop. Nothing is published any more,
   * and whoever waits for fresh heights is told.
   */
  HeadLegacy leave();

  /**
   * Takes the place of one that has left, with its height as the least and in a new generation; to
   * be called on its loop. What follows is published at once.
   */
  void succeed(HeadLegacy legacy);

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
