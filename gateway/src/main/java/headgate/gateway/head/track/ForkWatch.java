package headgate.gateway.head.track;

import headgate.gateway.head.Block;
import headgate.gateway.head.HeightProbe;
import headgate.gateway.seam.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the blocks that nodes show with those that were followed, and says which nodes are not
 * to be believed.
 *
 * <p>Blocks are looked at as they come. Only where two differ, every node is asked for its block of
 * that height. Those outside the strict majority of the group are put in quarantine; without a
 * majority those that differ from a node that its operator has taken back; without such a node
 * those whose block does not name the hash that was followed below it; where that leaves two
 * different ones, all of them. From time to time the nodes in quarantine are asked again, and soon
 * where one that did not have the block yet may decide; who agrees with the others then, is
 * reinstated.
 *
 * <p>New differences and nodes in quarantine each have their own pace, lest a node that stays in
 * quarantine hides the next one that lies.
 */
final class ForkWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ForkWatch.class);
  private static final long COMPARE_NANOS_MIN = 1_000_000_000L;

  /** A question that is not answered by then, nor missed, has been lost by a bug. */
  private static final long ROUND_NANOS_MAX = 60_000_000_000L;

  /** What becomes of nodes. */
  interface Host {
    /** Those that may be compared. */
    List<Evidence> comparable();

    /** A node is not to be believed. */
    void quarantine(int node, long height);

    /** A node agrees with the others again. */
    void reinstate(int node);

    /** The nodes agree on another block than the one that was followed. */
    void astray(long height);
  }

  private final Clock clock;
  private final HeadTerms terms;
  private final HeightProbe blocks;
  private final FollowedChain chain;
  private final Host host;
  private final Disputes disputes;
  private final Pace comparing;
  private final Pace recalling;
  private @Nullable Round round;
  private int recalls;

  /** How often something may be done: at once the first time, then not before so long. */
  private static final class Pace {
    private final long everyNanos;
    private boolean begun;
    private long lastNanos;

    Pace(long everyNanos) {
      this.everyNanos = everyNanos;
    }

    boolean isDue(long nowNanos) {
      return !begun || nowNanos - lastNanos >= everyNanos;
    }

    void done(long nowNanos) {
      begun = true;
      lastNanos = nowNanos;
    }

    /** It is due again as soon as another thing may be done. */
    void notLaterThan(Pace other, long nowNanos) {
      lastNanos = nowNanos - Math.max(0, everyNanos - other.everyNanos);
    }
  }

  ForkWatch(Clock clock, HeadTerms terms, HeightProbe blocks, FollowedChain chain, Host host) {
    this.clock = clock;
    this.terms = terms;
    this.blocks = blocks;
    this.chain = chain;
    this.host = host;
    disputes = new Disputes(terms.againNanos());
    recalling = new Pace(terms.againNanos());
    comparing = new Pace(Math.max(COMPARE_NANOS_MIN, terms.blockInterval().toNanos()));
  }

  /** A node has shown this block; what one in quarantine shows is asked for in its own time. */
  void shown(Evidence node, Block block) {
    var followed = chain.hashAt(block.height());
    if (followed != null && !followed.equals(block.hash()) && !node.quarantined()) {
      differ(block.height());
    }
  }

  /** The chain was followed to this block. */
  void followed(Block block) {
    for (var node : host.comparable()) {
      var other = node.block();
      if (other != null
          && !node.quarantined()
          && other.height() == block.height()
          && !other.hash().equals(block.hash())) {
        differ(block.height());
      }
    }
  }

  /** A node's block does not link to what was followed: they differ below it, or it made it up. */
  void broken(Block next) {
    differ(next.height() - 1);
  }

  private void differ(long height) {
    disputes.add(height, clock.nanos());
    look();
  }

  /** Nothing that was seen counts any more. */
  void forget() {
    disputes.forget();
  }

  /** Asks for blocks where it is time: of new differences first, then of nodes in quarantine. */
  void look() {
    var nodes = host.comparable();
    // One node alone differs from nobody; with a quorum of one it may tell of another chain.
    var now = clock.nanos();
    if (isAsking(now) || nodes.size() < Math.min(2, terms.quorum())) {
      return;
    }
    var height = comparing.isDue(now) ? disputes.next(now) : -1;
    if (height >= 0) {
      comparing.done(now);
      disputes.asked(height, now);
    } else if (recalling.isDue(now)) {
      height = recalled(nodes);
      recalling.done(now);
    }
    if (height >= 0) {
      round = new Round(height, nodes, now);
      round.ask();
    }
  }

  private boolean isAsking(long nowNanos) {
    return round != null && nowNanos - round.beganNanos < ROUND_NANOS_MAX;
  }

  /** The height that nodes in quarantine are asked for next, each of theirs in turn, or -1. */
  private long recalled(List<Evidence> nodes) {
    var heights =
        nodes.stream()
            .filter(Evidence::quarantined)
            .mapToLong(Evidence::disputedHeight)
            .distinct()
            .toArray();
    return heights.length == 0 ? -1 : heights[recalls++ % heights.length];
  }

  /** One question to every node. */
  private final class Round {
    private final long height;
    private final List<Evidence> nodes;
    private final long beganNanos;
    private final Map<Evidence, Block> shown = new HashMap<>();
    private final Set<Evidence> missing;

    Round(long height, List<Evidence> nodes, long beganNanos) {
      this.height = height;
      this.nodes = nodes;
      this.beganNanos = beganNanos;
      missing = new HashSet<>(nodes);
    }

    void ask() {
      nodes.forEach(this::ask);
    }

    private void ask(Evidence node) {
      try {
        blocks.block(node.place(), height, block -> told(node, block));
      } catch (RuntimeException bug) {
        LOG.error("{} could not be asked for its block {}", node.name(), height, bug);
        told(node, null);
      }
    }

    /** A node that says nothing now is held to what it has shown before. */
    private void told(Evidence node, @Nullable Block block) {
      if (!equals(round) || !missing.remove(node)) {
        return;
      }
      var said = block == null ? node.block() : block;
      if (said != null && said.height() == height) {
        shown.put(node, said);
      }
      if (missing.isEmpty()) {
        round = null;
        disputes.answered(height, nodes.stream().allMatch(this::isKnown));
        if (!disputes.isOpen(height) || hasMajority(shown)) {
          decide(height, shown);
        }
        if (!hasMajority(shown) && nodes.stream().anyMatch(this::isAlmostThere)) {
          recalling.notLaterThan(comparing, clock.nanos());
        }
      }
    }

    /** Whether a node will have a block to show in a moment, which may decide. */
    private boolean isAlmostThere(Evidence node) {
      return node.height() < height && node.height() >= height - terms.lagMax();
    }

    private boolean isKnown(Evidence node) {
      return shown.containsKey(node) || node.quarantined() || node.height() < height;
    }
  }

  /** Whether those that said their block decide, whatever the silent ones have. */
  private boolean hasMajority(Map<Evidence, Block> shown) {
    return hashes(shown.values()).stream()
        .anyMatch(hash -> isMajority(shown.size() - without(shown, hash).size()));
  }

  private boolean isMajority(int alike) {
    return 2 * alike > terms.nodes().size();
  }

  private void decide(long height, Map<Evidence, Block> shown) {
    var outside = outside(height, shown);
    var inside = new HashMap<>(shown);
    inside.keySet().removeAll(outside);
    for (var node : outside) {
      if (!node.quarantined()) {
        host.quarantine(node.place(), height);
      }
    }
    for (var node : inside.keySet()) {
      if (shown.size() > 1 && node.disputedHeight() == height) {
        host.reinstate(node.place());
      }
    }
    var followed = chain.hashAt(height);
    var believed = hashes(inside.values());
    if (followed != null && enough(inside) && !believed.contains(followed)) {
      disputes.forget();
      host.astray(height);
    }
  }

  private boolean enough(Map<Evidence, Block> inside) {
    return inside.size() >= terms.quorum() || inside.keySet().stream().anyMatch(Evidence::vouched);
  }

  /** Those that are not believed. */
  private Set<Evidence> outside(long height, Map<Evidence, Block> shown) {
    var hashes = hashes(shown.values());
    if (hashes.size() < 2) {
      return Set.of();
    }
    for (var hash : hashes) {
      var others = without(shown, hash);
      if (isMajority(shown.size() - others.size())) {
        return others;
      }
    }
    var vouched = new HashMap<>(shown);
    vouched.keySet().removeIf(node -> !node.vouched());
    var named = hashes(vouched.values());
    if (named.size() == 1) {
      return without(shown, named.iterator().next());
    }
    var below = chain.hashAt(height - 1);
    var unlinked = new HashSet<Evidence>();
    shown.forEach((node, block) -> {
      if (below != null && !block.previous().equals(below)) {
        unlinked.add(node);
      }
    });
    var linked = new HashMap<>(shown);
    linked.keySet().removeAll(unlinked);
    return hashes(linked.values()).size() == 1 ? unlinked : Set.copyOf(shown.keySet());
  }

  private static Set<String> hashes(Collection<Block> blocks) {
    var hashes = new HashSet<String>();
    blocks.forEach(block -> hashes.add(block.hash()));
    return hashes;
  }

  private static Set<Evidence> without(Map<Evidence, Block> shown, String hash) {
    var others = new ArrayList<Evidence>();
    shown.forEach((node, block) -> {
      if (!block.hash().equals(hash)) {
        others.add(node);
      }
    });
    return Set.copyOf(others);
  }
}
