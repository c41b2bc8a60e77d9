package headgate.gateway.head;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the head of a network leaves to the one that takes its place at a reload.
 *
 * @param servingHeight below which nothing is served any more, -1 where none was known
 * @param generation the last one, -1 where there was none
 * @param quarantines how often a node was put in quarantine
 * @param nodes what is held of single nodes, by name
 */
public record HeadLegacy(
    long servingHeight, long generation, long quarantines, Map<String, OfNode> nodes) {
  /** Nothing, of a network that was not there before. */
  public static final HeadLegacy NONE = new HeadLegacy(-1, -1, 0, Map.of());

  /** Copies the map. */
  public HeadLegacy {
    nodes = Map.copyOf(nodes);
  }

  /**
   * What is held of one node, whatever it shows.
   *
   * @param drained whether its operator has taken it out of use
   * @param disputedHeight the height of the block that it is in quarantine for, -1 for none
   * @param vouched whether its operator has said that it is to be believed
   * @param height the newest block that it has reported, -1 for none
   * @param reportedAtNanos when that was true
   */
  public record OfNode(
      boolean drained, long disputedHeight, boolean vouched, long height, long reportedAtNanos) {
    /** Of a node that has reported nothing. */
    public OfNode(boolean drained, long disputedHeight, boolean vouched) {
      this(drained, disputedHeight, vouched, -1, 0);
    }

    /** The same of another machine under that name: its operator's order to drain is kept. */
    public OfNode ofAnother() {
      return new OfNode(drained, -1, false);
    }
  }

  /** The same for nodes of which some are others now. */
  public HeadLegacy changed(Map<String, UnaryOperator<OfNode>> changes) {
    var next = new HashMap<>(nodes);
    changes.forEach((name, change) -> next.computeIfPresent(name, (_, node) -> change.apply(node)));
    return new HeadLegacy(servingHeight, generation, quarantines, next);
  }
}
