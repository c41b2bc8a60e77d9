package headgate.gateway.head.track;

import headgate.gateway.head.Block;
import headgate.gateway.head.BlockFeed;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightProbe;
import headgate.gateway.seam.Clock;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the chain block by block over one node at a time: each block is read once and has to name
 * the hash of the one before it.
 *
 * <p>New blocks are told by the node's stream where it has one, else by its probes. When the node
 * is of no use any more, tells nothing for three block intervals while another has more, or breaks
 * off, the next one takes its place at the block after the last. A block that does not link is read
 * again after a block interval.
 */
final class Follower {
  /** Further behind a height that a quorum agreed on, it goes on from there instead. */
  static final long GAP_MAX = 1_000;

  /** What the follower tells, and whom it asks. */
  interface Host {
    /** The node that is ahead of what a quorum has reported and is not contradicted, or -1. */
    int loneNode();

    /** A node's stream told a height. */
    void noticed(int node, long height);

    /** The chain was followed to this block of a node. */
    void followed(int node, Block block);

    /**
     * A node's next block does not name the hash of the last one.
     *
     * @param isNew whether this node's blocks linked until now
     */
    void broken(int node, Block next, boolean isNew);
  }

  private final Clock clock;
  private final HeadTerms terms;
  private final HeightProbe blocks;
  private final @Nullable BlockFeed feed;
  private final Host host;
  private final FollowedChain chain;
  private final FollowOrder order;
  private final Map<Long, String> told = new HashMap<>();
  private int node = -1;
  private long turn;
  private boolean reading;
  private boolean waiting;
  private long waitingSinceNanos;
  private boolean lineEnded;
  private long lineEndedAtNanos;
  private BlockFeed.@Nullable Line line;
  private boolean broken;
  private long brokenAtNanos;

  /** Nodes whose blocks do not link, since the chain was followed to its newest block. */
  private final BitSet unlinked = new BitSet();

  /** A follower that has not begun; it follows by probes alone where there is no feed. */
  Follower(Clock clock, HeadTerms terms, BlockSources sources, FollowedChain chain, Host host) {
    this.clock = clock;
    this.terms = terms;
    this.blocks = sources.probe();
    this.feed = sources.feed();
    this.chain = chain;
    order = new FollowOrder(terms.duties(), 10 * terms.loneNanos());
    this.host = host;
  }

  /** The node that is followed, -1 while none is. */
  int node() {
    return node;
  }

  /** Whether its stream tells new blocks. */
  boolean streaming() {
    return line != null;
  }

  /** Looks what there is to do, whenever something has changed. */
  void look(HeadView view) {
    if (view.servingHeight() < 0) {
      return;
    }
    if (node < 0 || !isUsable(view, node) || isTooQuiet(view) || isOutranked(view)) {
      move(view);
    }
    if (node >= 0) {
      read(view);
      listen();
    }
  }

  /** Ends the stream. */
  void stop() {
    leave();
  }

  /** Begins anew at the serving height, as nothing of what was followed holds. */
  void beginAnew() {
    leave();
    unlinked.clear();
    chain.forget();
  }

  // ---- which node

  private boolean isUsable(HeadView view, int place) {
    return switch (view.nodes().get(place).state()) {
      case UP -> true;
      case AHEAD -> place == host.loneNode();
      case SYNCING, LAGGING, WRONG_NETWORK, STALLED, QUARANTINED, DRAINING, DOWN -> false;
    };
  }

  /** Whether the node has shown nothing for three intervals while others have more. */
  private boolean isTooQuiet(HeadView view) {
    var tip = chain.tip();
    if (tip == null || highest(view) <= tip.height()) {
      waiting = false;
      return false;
    }
    if (!waiting) {
      waiting = true;
      waitingSinceNanos = clock.nanos();
    }
    var quiet = clock.nanos() - waitingSinceNanos >= terms.loneNanos();
    if (quiet) {
      order.silent(node, clock.nanos());
    }
    return quiet;
  }

  private boolean isOutranked(HeadView view) {
    return order.outranks(view, place -> isUsable(view, place), node, clock.nanos());
  }

  private long highest(HeadView view) {
    var highest = -1L;
    for (var place = 0; place < view.nodes().size(); place++) {
      if (isUsable(view, place)) {
        highest = Math.max(highest, view.nodes().get(place).height());
      }
    }
    return highest;
  }

  /** The next usable node in turn, those first that have the next block. */
  private void move(HeadView view) {
    var before = node;
    leave();
    var tip = chain.tip();
    var next = tip == null ? view.servingHeight() : tip.height() + 1;
    node = order.next(view, place -> isUsable(view, place), before, next, clock.nanos());
  }

  private void leave() {
    turn++;
    node = -1;
    reading = false;
    waiting = false;
    broken = false;
    lineEnded = false;
    told.clear();
    if (line != null) {
      line.close();
      line = null;
    }
  }

  // ---- block by block

  private void read(HeadView view) {
    var tip = chain.tip();
    var serving = view.servingHeight();
    var anew = tip == null || (serving - tip.height() > GAP_MAX && host.loneNode() != node);
    var next = anew || tip == null ? serving : tip.height() + 1;
    if (reading || isResting() || view.nodes().get(node).height() < next) {
      return;
    }
    reading = true;
    var asked = node;
    var began = turn;
    blocks.block(
        asked,
        next,
        block -> {
          if (began == turn) {
            reading = false;
            judge(asked, next, block, anew);
          }
        });
  }

  /** The same block would come again at once. */
  private boolean isResting() {
    return broken && clock.nanos() - brokenAtNanos < terms.blockInterval().toNanos();
  }

  /** A node that does not show its block is left when it has been too quiet. */
  private void judge(int asked, long height, @Nullable Block block, boolean anew) {
    if (block == null || block.height() != height) {
      return;
    }
    var announced = told.remove(height);
    if (announced != null && !announced.equals(block.hash())) {
      breaks(asked, block);
    } else if (anew) {
      chain.begin(block);
      advanced(asked, block);
    } else if (chain.append(block)) {
      advanced(asked, block);
    } else {
      breaks(asked, block);
    }
  }

  private void breaks(int asked, Block block) {
    broken = true;
    brokenAtNanos = clock.nanos();
    var isNew = !unlinked.get(asked);
    unlinked.set(asked);
    host.broken(asked, block, isNew);
  }

  private void advanced(int asked, Block block) {
    waiting = false;
    broken = false;
    unlinked.clear();
    host.followed(asked, block);
  }

  // ---- the node's stream

  private void listen() {
    var tip = chain.tip();
    var again = !lineEnded || clock.nanos() - lineEndedAtNanos >= terms.loneNanos();
    if (feed == null || line != null || tip == null || !again) {
      return;
    }
    var asked = node;
    var began = turn;
    line =
        feed.open(
            asked,
            tip.height() + 1,
            new BlockFeed.Receiver() {
              @Override
              public void block(long height, String hash) {
                if (began == turn) {
                  tell(asked, height, hash);
                }
              }

              @Override
              public void ended() {
                if (began == turn) {
                  lost();
                }
              }
            });
    if (line == null) {
      lost();
    }
  }

  private void tell(int asked, long height, String hash) {
    var tip = chain.tip();
    // What is far ahead is not followed from there, so its hash is of no use.
    if (tip != null && height > tip.height() && height - tip.height() <= GAP_MAX) {
      told.put(height, Block.plainHash(hash));
      host.noticed(asked, height);
    }
  }

  /** Its probes go on telling new blocks; the stream is tried again after three intervals. */
  private void lost() {
    line = null;
    lineEnded = true;
    lineEndedAtNanos = clock.nanos();
  }
}
