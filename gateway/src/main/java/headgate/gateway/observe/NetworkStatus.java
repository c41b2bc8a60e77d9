package headgate.gateway.observe;

import headgate.gateway.observe.load.LoadStatus;
import headgate.gateway.observe.tries.TryStatus;
import headgate.gateway.observe.writes.WriteStatus;
import java.util.List;
import java.util.Map;

/**
 * One network as it stands now.
 *
 * @param name its configured name
 * @param chain its profile's name
 * @param servingHeight the height at which calls are answered, -1 while there is none
 * @param head how that height is found and how old it is
 * @param nodes in the order of the configuration
 * @param tries tries beyond the first of a call, and who waits for one
 * @param pending what has begun and not ended
 * @param cacheEntries answers that are kept
 * @param cacheBytes what they weigh
 * @param streams open WebSocket streams of callers
 * @param streamEnds streams that ended since the start, by every way there is
 * @param writes what became of writes beyond their first send
 * @param fallbacks how far nodes with that role are used
 * @param load how it bears what is asked of it
 */
public record NetworkStatus(
    String name,
    String chain,
    long servingHeight,
    HeadStatus head,
    List<NodeStatus> nodes,
    TryStatus tries,
    Pending pending,
    long cacheEntries,
    long cacheBytes,
    int streams,
    Map<StreamOutcome, Long> streamEnds,
    WriteStatus writes,
    Fallbacks fallbacks,
    LoadStatus load) {
  /**
   * What has begun and not ended; nothing, where nobody calls.
   *
   * @param fetches reads that are being fetched, each for all of its callers
   * @param held calls and answers that wait until the serving height has reached theirs
   */
  public record Pending(int fetches, int held) {
    /** There is nothing. */
    public static final Pending NONE = new Pending(0, 0);
  }

  /**
   * The nodes of one network that are only asked where no primary can serve.
   *
   * @param uses how they are used in each lane in which there are any
   * @param callsPerSecond most tries at them
   * @param calls tries at them since the start
   * @param refused calls that were refused for their cap since the start
   */
  public record Fallbacks(List<Use> uses, int callsPerSecond, long calls, long refused) {
    /** There are none. */
    public static final Fallbacks NONE = new Fallbacks(List.of(), 0, 0, 0);

    /** Copies the list. */
    public Fallbacks {
      uses = List.copyOf(uses);
    }

    /** Whether there are any. */
    public boolean exist() {
      return !uses.isEmpty();
    }
  }

  /**
   * How fallbacks are used in one lane.
   *
   * @param lane the lane, a word of the configuration
   * @param inUse whether calls go to them first
   * @param times how often that has begun since the start
   */
  public record Use(String lane, boolean inUse, long times) {}

  public NetworkStatus {
    nodes = List.copyOf(nodes);
    streamEnds = Map.copyOf(streamEnds);
  }

  /** Whether calls can be answered: a serving height is known and a node for reads is up. */
  public boolean ready() {
    return servingHeight >= 0 && nodes.stream().anyMatch(NodeStatus::serves);
  }
}
