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

/**
 * Compares the blocks that nodes show with those that were followed, and says which nodes are not
 * to be believed.
 *
 * <p>Blocks are looked at as they come. Only where two differ, every node is asked for its block of
 * that height. Those outside the strict majority of the group are put in quarantine; without a
 * majority those whose block does not name the hash that was followed below it; where that decides
 * nothing, all that differ. From time to time the nodes in quarantine are asked again; who agrees
 * with the others then, is reinstated.
 */
final class ForkWatch {
  private static final long ROUND_NANOS_MIN = 5_000_000_000L;

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
  private boolean asking;
  private int rounds;
  private long askedAtNanos;

  ForkWatch(Clock clock, HeadTerms terms, HeightProbe blocks, FollowedChain chain, Host host) {
    this.clock = clock;
    this.terms = terms;
    this.blocks = blocks;
    this.chain = chain;
    this.host = host;
  }

  /** A node has shown this block. */
  void shown(Block block) {
    var followed = chain.hashAt(block.height());
    if (followed != null && !followed.equals(block.hash())) {
      compare(block.height());
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
        compare(block.height());
      }
    }
  }

  /** A node's block does not link to what was followed: they differ below it, or it made it up. */
  void broken(Block next) {
    compare(next.height() - 1);
  }

  /** Asks nodes in quarantine again, where it is time. */
  void look() {
    var disputed =
        host.comparable().stream()
            .filter(Evidence::quarantined)
            .mapToLong(Evidence::disputedHeight)
            .distinct()
            .toArray();
    if (disputed.length > 0) {
      compare(disputed[rounds % disputed.length]);
    }
  }

  /** Asks every node for its block of a height, once in a while. */
  private void compare(long height) {
    var every = Math.max(ROUND_NANOS_MIN, terms.oldNanos() / 2);
    if (asking || (rounds > 0 && clock.nanos() - askedAtNanos < every)) {
      return;
    }
    asking = true;
    rounds++;
    askedAtNanos = clock.nanos();
    var round = new Round(height, host.comparable());
    round.ask();
  }

  /** One question to every node. */
  private final class Round {
    private final long height;
    private final List<Evidence> nodes;
    private final Map<Evidence, Block> shown = new HashMap<>();
    private int missing;

    Round(long height, List<Evidence> nodes) {
      this.height = height;
      this.nodes = nodes;
      missing = nodes.size();
    }

    void ask() {
      for (var node : nodes) {
        blocks.block(node.place(), height, block -> told(node, block));
      }
    }

    private void told(Evidence node, @Nullable Block block) {
      if (block != null && block.height() == height) {
        shown.put(node, block);
      }
      missing--;
      if (missing == 0) {
        asking = false;
        decide(height, shown);
      }
    }
  }

  private void decide(long height, Map<Evidence, Block> shown) {
    var outside = outside(height, shown, terms.nodes().size());
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
    if (followed != null && inside.size() >= terms.quorum() && !believed.contains(followed)) {
      host.astray(height);
    }
  }

  /** Those that are not believed. */
  Set<Evidence> outside(long height, Map<Evidence, Block> shown, int group) {
    var hashes = hashes(shown.values());
    if (hashes.size() < 2) {
      return Set.of();
    }
    for (var hash : hashes) {
      var others = without(shown, hash);
      if (2 * (shown.size() - others.size()) > group) {
        return others;
      }
    }
    var below = chain.hashAt(height - 1);
    var unlinked = new HashSet<Evidence>();
    shown.forEach((node, block) -> {
      if (below != null && !block.previous().equals(below)) {
        unlinked.add(node);
      }
    });
    var decided = !unlinked.isEmpty() && unlinked.size() < shown.size();
    return decided ? unlinked : Set.copyOf(shown.keySet());
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
