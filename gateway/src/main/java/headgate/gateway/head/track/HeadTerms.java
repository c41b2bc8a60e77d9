package headgate.gateway.head.track;

import headgate.gateway.config.role.NodeDuty;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the head of one network is judged by.
 *
 * @param network what logs call the network
 * @param nodes what logs call its nodes, in the order of the configuration; at least one
 * @param quorum how many nodes have to have reported a height before it is served
 * @param lagMax blocks that a node may be away from the serving height, either way
 * @param expectedNetwork the network id that nodes must report, in either case of letters, or null
 *     where the most frequent one among them is taken for right
 * @param blockInterval the usual time between two blocks
 * @param probeInterval from one probe of a node to its next
 * @param serveWhileSyncing whether nodes count whose newest block is old
 * @param duties what each node is there for; it decides who is followed, and nothing else
 */
public record HeadTerms(
    String network,
    List<String> nodes,
    int quorum,
    int lagMax,
    @Nullable String expectedNetwork,
    Duration blockInterval,
    Duration probeInterval,
    boolean serveWhileSyncing,
    List<NodeDuty> duties) {
  /** Newest blocks older than so many intervals are those of a node that is catching up. */
  private static final int OLD_INTERVALS = 10;

  /** For so many intervals a second node may follow before one is believed alone. */
  private static final int LONE_INTERVALS = 3;

  /** The newest block of a node that is believed alone is at most so old, or two intervals. */
  private static final Duration LONE_AGE_MAX = Duration.ofSeconds(10);

  private static final long AGAIN_NANOS_MIN = 5_000_000_000L;

  /** Copies the list, and asks for no larger quorum than there are nodes. */
  public HeadTerms {
    nodes = List.copyOf(nodes);
    duties = List.copyOf(duties);
    quorum = Math.min(quorum, nodes.size());
  }

  /** What the head of primaries is judged by. */
  public HeadTerms(
      String network,
      List<String> nodes,
      int quorum,
      int lagMax,
      @Nullable String expectedNetwork,
      Duration blockInterval,
      Duration probeInterval,
      boolean serveWhileSyncing) {
    this(
        network,
        nodes,
        quorum,
        lagMax,
        expectedNetwork,
        blockInterval,
        probeInterval,
        serveWhileSyncing,
        Collections.nCopies(nodes.size(), NodeDuty.EVERYTHING));
  }

  /** From this age on a block is no sign of a node that is at the head. */
  long oldNanos() {
    return blockInterval.toNanos() * OLD_INTERVALS;
  }

  /** How long nothing may be heard of a node before what it showed counts for nothing. */
  long silenceNanosMax() {
    return Math.max(oldNanos(), 3 * probeInterval.toNanos());
  }

  /** How long one node has to be alone before it may suffice. */
  long loneNanos() {
    return blockInterval.toNanos() * LONE_INTERVALS;
  }

  /** How old the newest block of a node may be that suffices alone. */
  long loneAgeMillisMax() {
    return Math.max(LONE_AGE_MAX.toMillis(), 2 * blockInterval.toMillis());
  }

  /** How often a node's newest block is read while it moves. */
  long blockEveryNanos() {
    return 2 * blockInterval.toNanos();
  }

  /**
   * How often a block is asked for again that a node has shown before: that of a node in
   * quarantine, and the newest one where it stands still. A node whose database was replaced may
   * show another block of the same height, and no new one comes by which that would be seen.
   */
  long againNanos() {
    return Math.max(AGAIN_NANOS_MIN, oldNanos() / 2);
  }
}
