package headgate.gateway.upstream.writes;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which node took a transaction that was acknowledged here, and which ones were lost, as every loop
 * has seen it.
 *
 * <p>A transaction spreads from its node's pool to the others within a moment, and a result is
 * there a block later; until then only that node is sure to know it. So calls about it go there for
 * some blocks. A transaction of which its sender was told that its outcome is unknown is remembered
 * until a node shows that it has it: then a sender that sends it again gets its hash.
 */
public final class SentTransactions {
  /** Transactions that are remembered at most; the oldest are forgotten first. */
  public static final int REMEMBERED_MAX = 10_000;

  /** For how many blocks calls about a transaction go to the node that took it. */
  public static final int BLOCKS = 5;

  private record Taken(int node, long untilHeight) {}

  private final Map<String, Taken> byHash = remembered();
  private final Map<String, Boolean> lost = remembered();
  private volatile boolean anyLost;

  private static <V> Map<String, V> remembered() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > REMEMBERED_MAX;
      }
    };
  }

  /** A node took a transaction at a serving height. */
  public synchronized void taken(String hash, int node, long height) {
    byHash.remove(hash);
    byHash.put(hash, new Taken(node, height + BLOCKS));
  }

  /** The node to ask about a transaction at a serving height, -1 for any. */
  public synchronized int nodeOf(String hash, long height) {
    var taken = byHash.get(hash);
    if (taken == null) {
      return -1;
    }
    if (height > taken.untilHeight) {
      byHash.remove(hash);
      return -1;
    }
    return taken.node;
  }

  /** The sender of a transaction was told that nobody knows what became of it. */
  public synchronized void lost(String hash) {
    lost.put(hash, true);
    anyLost = true;
  }

  /** Whether there is such a transaction. */
  public boolean anyLost() {
    return anyLost;
  }

  /** Whether a transaction that a node has is one of these; it no longer is then. */
  public synchronized boolean turnedUp(String hash) {
    var was = lost.remove(hash) != null;
    anyLost = !lost.isEmpty();
    return was;
  }
}
