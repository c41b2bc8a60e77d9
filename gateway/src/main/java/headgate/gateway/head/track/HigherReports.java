package headgate.gateway.head.track;

import java.util.Arrays;

/**
 * What single nodes, and other gateways, have reported above the serving height, and for which of
 * it the others were asked.
 *
 * <p>Kept node by node, so that one that makes up heights says nothing about the others, and so
 * that its own word counts again once it reports a height that can be. A node that is far ahead may
 * be right, but is asked about no more than once in a block interval.
 */
final class HigherReports {
  private static final long NONE = -1;

  private final long farEveryNanos;
  private final long[] askedFor;
  private final long[] farAtNanos;

  /** Nobody has reported anything. */
  HigherReports(HeadTerms terms, long nowNanos) {
    farEveryNanos = terms.blockInterval().toNanos();
    askedFor = new long[terms.nodes().size() + 1];
    farAtNanos = new long[terms.nodes().size() + 1];
    Arrays.fill(farAtNanos, nowNanos - farEveryNanos);
    forget();
  }

  /**
   * Whether the other nodes are to be asked now, as this one has reported more than is served.
   *
   * @param node its place; that after the last node's is for what other gateways say
   * @param lag the serving height less the node's own
   * @param far whether the node is further ahead than nodes usually are
   */
  boolean isNews(int node, long height, long lag, boolean far, long nowNanos) {
    if (lag >= 0) {
      askedFor[node] = NONE;
      return false;
    }
    if (askedFor[node] == height || (far && nowNanos - farAtNanos[node] < farEveryNanos)) {
      return false;
    }
    askedFor[node] = height;
    if (far) {
      farAtNanos[node] = nowNanos;
    }
    return true;
  }

  void forget() {
    Arrays.fill(askedFor, NONE);
  }
}
