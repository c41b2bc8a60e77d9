package headgate.gateway.upstream.writes;

import headgate.gateway.upstream.writes.TransactionLookup.Finding;
import java.util.List;
import java.util.function.Consumer;

/** The nodes, for whom looks after a transaction that was sent before. */
public interface WriteDoor {
  /**
   * The nodes to ask for a transaction now, in this order.
   *
   * @param taker the node that took it
   */
  List<Integer> toAsk(int taker);

  /**
   * Asks a node for a transaction.
   *
   * @param heard told once what it knows
   * @return false where the node has no permit left, and nothing is told
   */
  boolean ask(int node, SignedWrite write, Consumer<Finding> heard);

  /**
   * Sends a transaction to a node once more.
   *
   * @param ended told once what became of it, possibly before this returns
   */
  void send(int node, SignedWrite write, Consumer<CopyEnd> ended);
}
