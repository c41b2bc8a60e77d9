package headgate.devnode.chain;

import headgate.devnode.block.Block;
import headgate.devnode.block.BlockBuilder;
import headgate.devnode.block.Location;
import headgate.devnode.block.LogsBloom;
import headgate.devnode.block.Receipt;
import headgate.devnode.block.Transaction;
import headgate.devnode.clock.DevClock;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.genesis.GenesisTransaction;
import headgate.devnode.iiss.NetworkParameters;
import headgate.devnode.iiss.SystemState;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chain that several dev nodes share. It makes a block at every interval of its clock once it was
 * started, or whenever {@link #produce} is called. As on ICON, the transactions of a block are
 * executed with the next one: the state at height H is what block H-1 led to.
 *
 * <p>Reads see finished blocks only and never wait for the block that is being made.
 */
public final class DevChain implements BlockSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DevChain.class);

  private final Genesis genesis;
  private final DevClock clock;
  private final Duration interval;
  private final BlockBuilder builder;
  private final BlockStore store;
  private final World world;
  private final Candidates candidates;
  private final List<TransactionPool> pools = new CopyOnWriteArrayList<>();
  private final List<Consumer<Block>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<StateChange>> amendments = new ArrayList<>();
  private final AtomicLong order = new AtomicLong();
  private final Object production = new Object();
  private DevClock.@Nullable Timer timer;
  private volatile boolean halted;
  private boolean closed;

  private DevChain(Genesis genesis, DevClock clock, Duration interval) {
    this.genesis = genesis;
    this.clock = clock;
    this.interval = interval;
    this.world = new World(genesis.system());
    this.builder = new BlockBuilder(genesis.parameters().proposer());
    this.store = new BlockStore(builder.genesis(genesisTransaction()));
    this.candidates = new Candidates(genesis.parameters().steps());
  }

  /** A chain with its genesis block and nothing else. */
  public static DevChain create(Genesis genesis, DevClock clock, Duration interval) {
    return new DevChain(genesis, clock, interval);
  }

  private Transaction genesisTransaction() {
    return GenesisTransaction.of(genesis.transaction());
  }

  /** Makes the first block now and one more at every interval. */
  public DevChain start() {
    tick();
    return this;
  }

  private void tick() {
    try {
      synchronized (production) {
        if (!halted) {
          produce();
        }
      }
    } finally {
      schedule();
    }
  }

  private void schedule() {
    synchronized (production) {
      if (!closed) {
        timer = clock.schedule(interval, this::tick);
      }
    }
  }

  /** Stops making blocks; nodes go on to answer. No block comes by itself after this returns. */
  public void halt() {
    synchronized (production) {
      halted = true;
    }
  }

  /** Goes on after a halt. */
  public void resume() {
    halted = false;
  }

  public boolean halted() {
    return halted;
  }

  /**
   * Makes so many blocks whose times are an interval apart, the last one an interval ago: a past.
   */
  public void producePast(int blocks) {
    var micros = interval.toNanos() / 1_000;
    var now = clock.epochMicros();
    for (var left = (long) blocks; left > 0; left--) {
      produce(now - left * micros);
    }
  }

  /** Makes one block now, at the clock's time. */
  public Block produce() {
    return produce(clock.epochMicros());
  }

  private Block produce(long timeMicros) {
    synchronized (production) {
      var previous = store.head();
      var change = world.change();
      var receipts = execute(previous, change);
      amendments.forEach(amendment -> amendment.accept(change));
      amendments.clear();
      var height = previous.height() + 1;
      change.setSystem(change.system().at(height, change.supply()));
      world.apply(height, change);
      var time = Math.max(timeMicros, previous.timestampMicros() + 1);
      var block = builder.next(previous, time, transactions(time), result(receipts));
      store.add(block, receipts);
      listeners.forEach(listener -> tell(listener, block));
      return block;
    }
  }

  private static void tell(Consumer<Block> listener, Block block) {
    try {
      listener.accept(block);
    } catch (RuntimeException bug) {
      LOG.warn("a listener failed at {}", block, bug);
    }
  }

  private List<Transaction> transactions(long timeMicros) {
    var state = world.change();
    var transactions = new ArrayList<Transaction>();
    BaseTransaction.of(state.system(), timeMicros).ifPresent(transactions::add);
    transactions.addAll(candidates.choose(pools, state, store, timeMicros));
    return transactions;
  }

  private List<Receipt> execute(Block block, StateChange change) {
    if (block.height() == 0) {
      genesis.balances().forEach(change::setBalance);
      change.setSupply(genesis.totalSupply());
      return List.of();
    }
    var execution = new Execution(genesis.parameters().steps(), change);
    block.transactions().forEach(execution::run);
    return execution.finish();
  }

  private static BlockBuilder.Result result(List<Receipt> receipts) {
    var bloom = receipts.stream().map(Receipt::bloom).reduce(LogsBloom.EMPTY, LogsBloom::merge);
    return new BlockBuilder.Result(bloom, receipts);
  }

  /**
   * Changes the state of the next block by decree: what tests use to bring about what no
   * transaction of this chain can.
   */
  public void amend(Consumer<StateChange> amendment) {
    synchronized (production) {
      amendments.add(amendment);
    }
  }

  /** A new pool that takes part in the network, with room for so many transactions. */
  public TransactionPool join(int poolLimit) {
    var pool = new TransactionPool(poolLimit);
    pools.add(pool);
    return pool;
  }

  public void leave(TransactionPool pool) {
    pools.remove(pool);
  }

  /** Puts a transaction into a node's pool, and if it gossips into those of the others. */
  TransactionPool.Outcome offer(Transaction transaction, TransactionPool pool, boolean gossip) {
    var pooled = new TransactionPool.Pooled(order.incrementAndGet(), transaction);
    var outcome = pool.add(pooled);
    if (outcome == TransactionPool.Outcome.ADDED && gossip) {
      pools.stream().filter(other -> other != pool).forEach(other -> other.add(pooled));
    }
    return outcome;
  }

  /** Tells a listener of every new block, on the thread that makes blocks; it must not wait. */
  public Runnable onBlock(Consumer<Block> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  public Genesis genesis() {
    return genesis;
  }

  public NetworkParameters parameters() {
    return genesis.parameters();
  }

  public DevClock clock() {
    return clock;
  }

  public Duration interval() {
    return interval;
  }

  public Block head() {
    return store.head();
  }

  public long height() {
    return store.head().height();
  }

  @Override
  public Optional<Block> block(long height) {
    return store.block(height);
  }

  @Override
  public Optional<Block> block(String hash) {
    return store.block(hash);
  }

  public Optional<Location> location(String transactionHash) {
    return store.location(transactionHash);
  }

  /** The receipts of a block's transactions; none while they are not executed. */
  public List<Receipt> receipts(long height) {
    return store.receipts(height);
  }

  public BigInteger balance(String address, long height) {
    return world.balance(address, height);
  }

  public BigInteger totalSupply(long height) {
    return world.supply(height);
  }

  /** The system contract's state at a height. */
  public SystemState system(long height) {
    return world.system(height);
  }

  boolean dropped(String transactionHash) {
    return candidates.dropped(transactionHash);
  }

  @Override
  public void close() {
    synchronized (production) {
      closed = true;
      if (timer != null) {
        timer.cancel();
      }
    }
  }
}
