package headgate.gateway.head;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest view of one network's head, over all configurations that the network has had.
 *
 * <p>A call reads it through its own configuration's {@link Reader}, which puts the nodes in the
 * places that they have there. Since all read the same cell, a call that began before a reload and
 * one that began after it never see heights go apart. A node that is no longer configured is held
 * to keep up as it did for calls that began before: they have no other nodes, and end soon.
 */
public final class SharedView {
  private final Set<HeightWaits> waiting = new CopyOnWriteArraySet<>();
  private volatile Published newest;

  /** A view, and whose places its nodes are in. */
  private static final class Published {
    private final HeadView view;
    private final @Nullable Reader by;

    Published(HeadView view, @Nullable Reader by) {
      this.view = view;
      this.by = by;
    }
  }

  /** A cell with a first view, of no node. */
  public SharedView(long nowNanos) {
    newest = new Published(new HeadView(0, -1, nowNanos, List.of()), null);
  }

  /** Calls that wait for a height; each is told of every new view while anybody waits. */
  public Set<HeightWaits> waiting() {
    return waiting;
  }

  /** How many calls wait. */
  public int held() {
    return waiting.stream().mapToInt(HeightWaits::held).sum();
  }

  /**
   * The view as one configuration has it.
   *
   * @param nodes a number for each node, in the order of that configuration; it stays with a node
   *     over reloads
   */
  public Reader reader(List<Integer> nodes) {
    return new Reader(nodes);
  }

  /** One configuration's eye on the view, for any thread. */
  public final class Reader implements Supplier<HeadView> {
    private final List<Integer> nodes;
    private volatile @Nullable HeadView own;
    private volatile @Nullable Placed last;

    private record Placed(Published of, HeadView view) {}

    private Reader(List<Integer> nodes) {
      this.nodes = List.copyOf(nodes);
    }

    /** Makes a view the newest one, for everybody; on one loop at a time. */
    public void publish(HeadView view) {
      own = view;
      newest = new Published(view, this);
      waiting.forEach(HeightWaits::moved);
    }

    @Override
    public HeadView get() {
      var now = newest;
      if (now.by == this) {
        return now.view;
      }
      var known = last;
      if (known == null || known.of != now) {
        known = new Placed(now, placed(now));
        last = known;
      }
      return known.view;
    }

    private HeadView placed(Published now) {
      var standings = new ArrayList<NodeStanding>();
      for (var index = 0; index < nodes.size(); index++) {
        var place = now.by == null ? -1 : now.by.nodes.indexOf(nodes.get(index));
        standings.add(place < 0 ? lastOwn(index, now.view) : now.view.nodes().get(place));
      }
      var view = now.view;
      return new HeadView(
          view.generation(), view.servingHeight(), view.confirmedAtNanos(), standings, view.pace());
    }

    /**
     * How a node stood when this configuration was heard last, and as many blocks further as are
     * served since: nobody asks it any more, and what it lacks it says itself.
     */
    private NodeStanding lastOwn(int index, HeadView now) {
      var known = own;
      if (known == null) {
        return NodeStanding.UNKNOWN;
      }
      var blocks = known.servingHeight() < 0 ? 0 : now.servingHeight() - known.servingHeight();
      return known.nodes().get(index).further(blocks);
    }

    /** Where one of its nodes is in the newest view, -1 where it is no longer there. */
    public int placeNow(int node) {
      var by = newest.by;
      return by == null || by == this ? node : by.nodes.indexOf(nodes.get(node));
    }
  }
}
