package headgate.gateway.upstream.choice;

import headgate.chain.method.Lane;
import headgate.chain.method.MethodProfile;
import headgate.gateway.head.HeadView;
import headgate.gateway.upstream.Node;

/**
 * What a node has to be and have, to be asked.
 *
 * @param view the newest view of the head
 * @param neededHeight the height that it must have reported, -1 for any
 * @param method the method that is called
 * @param tried a bit for each node that is out of the question
 * @param preferred the node that is to be asked before all others while it serves, -1 for any
 * @param past which past it has to know
 * @param need how much it is needed
 */
public record Wanted(
    HeadView view,
    long neededHeight,
    MethodProfile method,
    long tried,
    int preferred,
    Past past,
    Need need) {
  /** So far behind the needed height a node will be there in a moment. */
  private static final long ALMOST_BLOCKS = 2;

  /** How much a call needs a node. */
  public enum Need {
    /** It has a try on its way: no fallback is asked beside it. */
    SPARE,
    /** It has only just come: a primary that is almost there is waited for. */
    YOUNG,
    /** It goes wherever it may. */
    PRESSING,
    /** All that it was sent to are gone, and it may not ask another such one: only fallbacks. */
    BEYOND
  }

  /**
   * Which past a call asks about.
   *
   * @param height the height that it names, -1 for none
   * @param pruned whether a node has said that it has thrown that away
   */
  public record Past(long height, boolean pruned) {
    /** Of a call about no past in particular. */
    public static final Past NONE = new Past(-1, false);
  }

  /** A call about no past in particular, which goes wherever it may. */
  public Wanted(HeadView view, long neededHeight, MethodProfile method, long tried, int preferred) {
    this(view, neededHeight, method, tried, preferred, Past.NONE, Need.PRESSING);
  }

  Lane lane() {
    return method.lane();
  }

  private boolean mayAsk(Node node) {
    return (tried & 1L << node.index()) == 0 && node.duty().lanes().contains(lane());
  }

  /** Whether a node is there for it, serves its height and was not tried. */
  boolean servedBy(Node node) {
    return mayAsk(node) && view.nodes().get(node.index()).serves(neededHeight);
  }

  /** Whether a node would be if it were only a block or two further. */
  boolean almostServedBy(Node node) {
    return mayAsk(node)
        && !servedBy(node)
        && view.nodes().get(node.index()).serves(neededHeight - ALMOST_BLOCKS);
  }

  /** Whether a node may be asked: it is served by it, and it did not ask to be left alone. */
  boolean mayAskNow(Node node, long nowNanos) {
    return servedBy(node) && !node.health().cooling(nowNanos);
  }

  /** Whether a node has the height that is named, as far as it has said. */
  boolean keptBy(Node node, long nowNanos) {
    return past.height < 0
        || (view.nodes().get(node.index()).earliest() <= past.height
            && node.pruned().has(past.height, nowNanos));
  }

  /** Whether a node has the method, as far as it has said. */
  boolean offeredBy(Node node, long nowNanos) {
    return node.absent().offers(method.index(), nowNanos);
  }
}
