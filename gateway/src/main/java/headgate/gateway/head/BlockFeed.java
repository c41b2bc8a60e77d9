package headgate.gateway.head;

import org.jspecify.annotations.Nullable;

/** A node's own stream of new blocks: all that the follower needs of streams. */
public interface BlockFeed {
  /** Told what a node sends, on the head's loop, never before {@link #open} has returned. */
  interface Receiver {
    /** The node has a block of that height and hash. */
    void block(long height, String hash);

    /** The stream is over, or never began; the last event. */
    void ended();
  }

  /** An open stream. */
  interface Line {
    /** Ends it; its receiver hears nothing any more. */
    void close();
  }

  /**
   * Begins a stream.
   *
   * @param fromHeight the first block to be told of
   * @return null where the node takes no more streams now
   */
  @Nullable Line open(int node, long fromHeight, Receiver receiver);
}
