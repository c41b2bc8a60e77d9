package headgate.devnode.node;

import headgate.devnode.block.Block;
import headgate.devnode.block.Transaction;
import headgate.devnode.chain.Admission;
import headgate.devnode.chain.BlockSource;
import headgate.devnode.chain.ChainView;
import headgate.devnode.chain.DevChain;
import headgate.devnode.chain.Fork;
import headgate.devnode.chain.Refusal;
import headgate.devnode.chain.TransactionPool;
import headgate.devnode.fault.Counters;
import headgate.devnode.fault.FaultTarget;
import headgate.devnode.fault.Faults;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One node: its pool, its faults, what it counted, and its view of the chain. */
public final class NodeState {
  private final DevChain chain;
  private final NodeOptions options;
  private final TransactionPool pool;
  private final Admission admission;
  private final Faults faults;
  private final Counters counters = new Counters();
  private final AtomicInteger sessions = new AtomicInteger();
  private final Load load;
  private long purged;
  private @Nullable Fork fork;

  public NodeState(DevChain chain, NodeOptions options, FaultTarget target) {
    this.chain = chain;
    this.options = options;
    this.pool = chain.join(options.poolLimit());
    this.admission = new Admission(chain, pool, options.validateOnSend());
    this.faults = new Faults(target, options.seed());
    this.load = new Load(options.timer());
  }

  /** The chain as this node sees it now. */
  public ChainView view() {
    var fault = faults.view();
    var blocks = fault.forkedFrom() < 0 ? chain : forkedFrom(fault.forkedFrom());
    var height = fault.height(chain.height(), chain.clock().epochMicros());
    var head = blocks.block(height).orElseGet(chain::head);
    var earliest = Math.max(options.prunedBelow(), fault.earliest());
    return new ChainView(chain, blocks, head, earliest);
  }

  private synchronized BlockSource forkedFrom(long height) {
    if (fork == null || fork.from() != height) {
      fork = new Fork(chain, height);
    }
    return fork;
  }

  /** Offers a transaction to the node's pool; empty if it was taken. */
  public Optional<Refusal> submit(Transaction transaction) {
    counters.transactionReceived(transaction.hash());
    var refusal = admission.admit(transaction, view(), faults.conduct().gossip());
    if (refusal.isEmpty()) {
      counters.transactionAccepted(transaction.hash());
    }
    return refusal;
  }

  /** Takes a place among the streams, if one is free. */
  public boolean openSession() {
    var taken = sessions.incrementAndGet() <= options.sessionsMax();
    if (!taken) {
      sessions.decrementAndGet();
    }
    return taken;
  }

  /** Gives a place back. */
  public void closeSession() {
    sessions.decrementAndGet();
  }

  /** Takes out of the pool what the node's view has in blocks by now. */
  public synchronized void purge() {
    var height = view().height();
    while (purged < height) {
      purged++;
      chain.block(purged).map(Block::transactions).ifPresent(this::forget);
    }
  }

  private void forget(Iterable<Transaction> transactions) {
    transactions.forEach(transaction -> pool.forget(transaction.hash()));
  }

  /** Whether there is such a channel here; the empty one stands for the node's own. */
  public boolean serves(String channel) {
    var known = channel.isEmpty() || channel.equals(chain.parameters().channel());
    return known && !options.chainStopped();
  }

  public DevChain chain() {
    return chain;
  }

  public NodeOptions options() {
    return options;
  }

  public TransactionPool pool() {
    return pool;
  }

  public Faults faults() {
    return faults;
  }

  /** The calls that this node has in hand. */
  public Load load() {
    return load;
  }

  public Counters counters() {
    return counters;
  }
}
