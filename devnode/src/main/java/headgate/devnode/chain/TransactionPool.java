package headgate.devnode.chain;

import headgate.devnode.block.Transaction;
import headgate.devnode.method.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one node holds of transactions that it has not yet seen in a block. */
public final class TransactionPool {
  private final Map<String, Pooled> held = new LinkedHashMap<>();
  private final int limit;

  TransactionPool(int limit) {
    this.limit = limit;
  }

  /** What came of an attempt to put a transaction in. */
  public enum Outcome {
    ADDED,
    DUPLICATE,
    OVERFLOW
  }

  /** A transaction with its place in the order in which the network met transactions. */
  record Pooled(long order, Transaction transaction) {}

  synchronized Outcome add(Pooled pooled) {
    if (held.size() >= limit) {
      return Outcome.OVERFLOW;
    }
    var known = held.putIfAbsent(pooled.transaction().hash(), pooled);
    return known == null ? Outcome.ADDED : Outcome.DUPLICATE;
  }

  public synchronized boolean contains(String hash) {
    return held.containsKey(hash);
  }

  public synchronized int size() {
    return held.size();
  }

  /** Forgets everything, as a node does that is stopped. Returns how many were lost. */
  public synchronized int clear() {
    var lost = held.size();
    held.clear();
    return lost;
  }

  /** Takes one transaction out. */
  public synchronized void forget(String hash) {
    held.remove(hash);
  }

  synchronized List<Pooled> all() {
    return new ArrayList<>(held.values());
  }
}
