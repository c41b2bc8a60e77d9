package headgate.simulation.node;

import java.util.List;

/** What becomes of one answer of a node. */
enum Fate {
  /** It is sent as it is. */
  WHOLE,
  /** The connection breaks before the node has begun. */
  LOST_BEFORE,
  /** The node does what it is asked, and the connection breaks before it says so. */
  LOST_AFTER,
  /** The same with an orderly end of the connection. */
  ENDED_AFTER,
  /** Only a part of the answer comes, then the connection breaks. */
  CUT,
  /** Only a part of the answer comes, then the connection ends. */
  HALF,
  /** Nothing comes. */
  STALLED,
  /** Something in front of the node says 502. */
  BAD_GATEWAY,
  /** What comes is no JSON. */
  GARBAGE,
  /** The answer to another call comes. */
  OTHER_ID;

  /**
   * All but the first; half an answer is drawn more often, since its length decides what it tells.
   */
  static final List<Fate> FAULTS =
      List.of(
          LOST_BEFORE,
          LOST_AFTER,
          ENDED_AFTER,
          CUT,
          HALF,
          HALF,
          HALF,
          STALLED,
          BAD_GATEWAY,
          GARBAGE,
          OTHER_ID);
}
