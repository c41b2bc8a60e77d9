package headgate.devnode.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The faults of one node: what is wrong with its view of the chain, and with its answers. */
public final class Faults {
  private static final int RULES_MAX = 1_000;

  private final FaultTarget target;
  private final SplittableRandom random;
  private final Object drawing = new Object();
  private final Flapping flapping;
  private final Map<String, Long> struck = new ConcurrentSkipListMap<>();
  private volatile List<Armed> rules = List.of();
  private volatile View view = View.WHOLE;
  private volatile Conduct conduct = Conduct.GOOD;
  private volatile @Nullable Knee knee;

  /** Chance is drawn from a generator with this seed, so that a run can be repeated. */
  public Faults(FaultTarget target, long seed) {
    this.target = target;
    this.random = new SplittableRandom(seed);
    this.flapping = new Flapping(target);
  }

  private record Armed(FaultRule rule, AtomicInteger struck) {
    boolean spent() {
      return rule.times() > 0 && struck.get() >= rule.times();
    }
  }

  /** The node serves the head of so many blocks ago. */
  public void lag(long blocks) {
    view = view.withLag(blocks);
  }

  /** The node sees no block above this height; negative ends it. */
  public void freezeAt(long height) {
    view = view.withFrozenAt(height);
  }

  /** The node has no block below this height, as after pruning; 0 ends it. */
  public void prune(long earliest) {
    view = view.withEarliest(earliest);
  }

  /** From this height on, 1 or more, the node's blocks have other hashes; negative ends it. */
  public void forkFrom(long height) {
    view = view.withForkedFrom(height == 0 ? 1 : height);
  }

  /** The node falls so many blocks behind and works through them at this pace. */
  public void catchUp(long blocksBehind, long blocksPerSecond) {
    view = view.withCatchingUp(target.catchUp(blocksBehind, blocksPerSecond));
  }

  /** The node reports a head so many blocks above (or, negative, below) its own. */
  public void lie(long blocks) {
    conduct = conduct.withLie(blocks);
  }

  /** The node claims to be on another network; negative ends it. */
  public void wrongNetwork(long networkId) {
    conduct = conduct.withNetwork(networkId);
  }

  /** Whether the node passes on the transactions that it accepts. */
  public void gossip(boolean passesOn) {
    conduct = conduct.withGossip(passesOn);
  }

  /** Whether the node knows {@code height} in the params of reads; an old one refuses it. */
  public void heightParam(boolean known) {
    conduct = conduct.withHeightParam(known);
  }

  /** The node's throughput collapses when it has too much to do; null ends it. */
  public void knee(@Nullable Knee where) {
    knee = where;
  }

  /** Requests are taken, have no effect, and are never answered. */
  public void stall() {
    add(FaultRule.always(new Fault.Stall(false)));
  }

  /** Every answer is this HTTP status. */
  public void answerStatus(int code) {
    add(FaultRule.always(new Fault.Status(code, Duration.ZERO)));
  }

  /** Every answer is 429 with {@code Retry-After}. */
  public void tooMany(Duration retryAfter) {
    add(FaultRule.always(new Fault.Status(429, retryAfter)));
  }

  /** Every answer comes this much later. */
  public void latency(Duration delay) {
    add(FaultRule.always(new Fault.Latency(delay)));
  }

  /**
   * Adds a rule; rules are asked in the order in which they were added, the first that hits acts.
   */
  public void add(FaultRule rule) {
    synchronized (drawing) {
      if (rules.size() >= RULES_MAX) {
        throw new IllegalStateException("too many fault rules");
      }
      var added = new ArrayList<>(rules);
      added.add(new Armed(rule, new AtomicInteger()));
      rules = List.copyOf(added);
    }
  }

  public List<FaultRule> rules() {
    return rules.stream().map(Armed::rule).toList();
  }

  public View view() {
    return view;
  }

  public Conduct conduct() {
    return conduct;
  }

  /** Where the node's throughput collapses; null where it does not. */
  public @Nullable Knee knee() {
    return knee;
  }

  /** How often each kind of fault struck an exchange since the node began. */
  public Map<String, Long> struck() {
    return new TreeMap<>(struck);
  }

  /** Ends every fault but the chain's halt, and accepts connections again. */
  public void clear() {
    rules = List.of();
    view = View.WHOLE;
    conduct = Conduct.GOOD;
    knee = null;
    acceptConnections();
  }

  public void refuseConnections() {
    flapping.stop();
    target.refuseConnections();
  }

  /** Connecting is neither accepted nor refused from now on. */
  public void hangConnections() {
    flapping.stop();
    target.hangConnections();
  }

  public void acceptConnections() {
    flapping.stop();
    target.acceptConnections();
  }

  /** Refuses connections from now on, then accepts them, and so on until another command. */
  public void flap(Duration down, Duration up) {
    flapping.start(down, up);
  }

  /** Leaves the connections as they are. */
  public void endFlapping() {
    flapping.stop();
  }

  /** Loses the node's pool; returns how many transactions were in it. */
  public int dropPool() {
    return target.dropPool();
  }

  /** Stops the chain, for all its nodes. */
  public void halt() {
    target.halt();
  }

  /** Lets the chain go on. */
  public void resume() {
    target.resume();
  }

  /** The fault that strikes an exchange which calls these methods, if one does. */
  public Optional<Fault> draw(Collection<String> methods) {
    for (var armed : rules) {
      if (armed.rule.concerns(methods) && !armed.spent() && chance(armed.rule)) {
        armed.struck.incrementAndGet();
        struck.merge(armed.rule.fault().label(), 1L, Long::sum);
        return Optional.of(armed.rule.fault());
      }
    }
    return Optional.empty();
  }

  private boolean chance(FaultRule rule) {
    if (rule.probability() >= 1) {
      return true;
    }
    synchronized (drawing) {
      return random.nextDouble() < rule.probability();
    }
  }
}
