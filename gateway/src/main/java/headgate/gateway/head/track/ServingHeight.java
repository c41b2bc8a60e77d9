package headgate.gateway.head.track;

import headgate.gateway.head.Block;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The height at which reads are answered, and when it was last seen to be the right one.
 *
 * <p>It rises to the highest height that a quorum of voters has reported, and by itself never
 * falls. A node that reports more than any other moves nothing for three block intervals. If no
 * second one has followed by then, the node suffices as far as its blocks were followed link by
 * link and are new, unless a quorum of others still stands at the serving height. With two nodes
 * that is a weakness, since there is no quorum of others.
 *
 * <p>Before there is a height there is nothing to link to, so the first one of a node that is alone
 * needs a block that is new, or that has been seen standing still for ten intervals.
 */
final class ServingHeight {
  private final HeadTerms terms;
  private long height = -1;
  private long confirmedAtNanos;
  private int loneNode = -1;
  private boolean waiting;
  private long waitingSinceNanos;

  /** The newest block of the chain that is followed, and the node that showed it. */
  record Tip(int node, Block block) {}

  /** No height yet. */
  ServingHeight(HeadTerms terms, long nowNanos) {
    this.terms = terms;
    confirmedAtNanos = nowNanos;
  }

  long height() {
    return height;
  }

  long confirmedAtNanos() {
    return confirmedAtNanos;
  }

  /**
   * The node that is ahead of what a quorum has reported while no quorum contradicts it; -1 where
   * there is none.
   */
  int loneNode() {
    return loneNode;
  }

  /** Begins no lower than that. */
  void atLeast(long least) {
    height = Math.max(height, least);
  }

  /** Lowers it, at an operator's command. */
  boolean lower(long to) {
    var lower = to >= 0 && to < height;
    if (lower) {
      height = to;
    }
    return lower;
  }

  /** Takes note of what the voters have reported. */
  void advance(List<Evidence> voters, @Nullable Tip tip, long nowNanos) {
    if (voters.isEmpty()) {
      loneNode = -1;
      waiting = false;
      return;
    }
    var agreed = agreed(voters);
    if (agreed >= height) {
      waiting &= agreed == height;
      height = agreed;
    }
    advanceAlone(voters, agreed, tip, nowNanos);
    confirm(voters, nowNanos);
  }

  private long agreed(List<Evidence> voters) {
    var heights = voters.stream().mapToLong(Evidence::height).sorted().toArray();
    return heights.length < terms.quorum() ? -1 : heights[heights.length - terms.quorum()];
  }

  private void advanceAlone(List<Evidence> voters, long agreed, @Nullable Tip tip, long nowNanos) {
    var best = voters.stream().max(Comparator.comparingLong(Evidence::height)).orElseThrow();
    var ahead = best.height() > height;
    if (isContradicted(best, voters) || (!ahead && agreed >= height)) {
      loneNode = -1;
      waiting = false;
      return;
    }
    loneNode = ahead ? best.place() : -1;
    if (!waiting) {
      waiting = true;
      waitingSinceNanos = nowNanos;
    }
    if (ahead && nowNanos - waitingSinceNanos >= terms.loneNanos()) {
      height = Math.max(height, height < 0 ? first(best) : linked(best, tip));
    }
  }

  /** Whether a quorum of others says that the serving height is the head. */
  private boolean isContradicted(Evidence lone, List<Evidence> voters) {
    var others = voters.stream().filter(node -> node != lone && node.height() >= height).count();
    return height >= 0 && others >= terms.quorum();
  }

  private static long first(Evidence lone) {
    var block = lone.block();
    return block != null && (lone.isFresh(block) || lone.still()) ? block.height() : -1;
  }

  private long linked(Evidence lone, @Nullable Tip tip) {
    if (tip == null || tip.node != lone.place() || !lone.isFresh(tip.block)) {
      return -1;
    }
    return Math.min(tip.block.height(), lone.height());
  }

  /**
   * It is confirmed as of the report that completes the quorum, the newest ones first, of those
   * that did not miss their last probe; while one node suffices, as of its own.
   */
  private void confirm(List<Evidence> voters, long nowNanos) {
    var ages =
        voters.stream()
            .filter(node -> node.height() >= height)
            .mapToLong(node -> nowNanos - node.reportedAtNanos())
            .sorted()
            .toArray();
    var sound = (int) voters.stream().filter(Evidence::sound).count();
    var needed = waiting ? 1 : Math.max(1, Math.min(terms.quorum(), sound));
    if (height >= 0 && ages.length >= needed) {
      var age = ages[needed - 1];
      if (nowNanos - confirmedAtNanos > age) {
        confirmedAtNanos = nowNanos - age;
      }
    }
  }
}
