package headgate.devnode.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults of one node: what is wrong with its view of the chain, and with its answers. */
public final class Faults {
  private static final int RULES_MAX = 1_000;

  private final FaultTarget target;
  private final SplittableRandom random;
  private final Object drawing = new Object();
  private volatile List<Armed> rules = List.of();
  private volatile View view = View.HONEST;

  /** Chance is drawn from a generator with this seed, so that a run can be repeated. */
  public Faults(FaultTarget target, long seed) {
    this.target = target;
    this.random = new SplittableRandom(seed);
  }

  /**
   * What is wrong with the node's view: how many blocks it lags, how much it adds to the height
   * that it reports, where its head is frozen (-1: nowhere), which network it claims (-1: its own),
   * and whether it passes transactions on.
   */
  public record View(long lag, long lie, long frozenAt, long network, boolean gossip) {
    public static final View HONEST = new View(0, 0, -1, -1, true);

    /** The network that the node claims to be on, if not its own. */
    public OptionalLong claimedNetwork() {
      return network < 0 ? OptionalLong.empty() : OptionalLong.of(network);
    }
  }

  private record Armed(FaultRule rule, AtomicInteger struck) {
    boolean spent() {
      return rule.times() > 0 && struck.get() >= rule.times();
    }
  }

  /** The node serves the head of so many blocks ago. */
  public void lag(long blocks) {
    view = new View(blocks, view.lie, view.frozenAt, view.network, view.gossip);
  }

  /** The node reports a head so many blocks above (or, negative, below) its own. */
  public void lie(long blocks) {
    view = new View(view.lag, blocks, view.frozenAt, view.network, view.gossip);
  }

  /** The node sees no block above this height; negative ends it. */
  public void freezeAt(long height) {
    view = new View(view.lag, view.lie, height, view.network, view.gossip);
  }

  /** The node claims to be on another network; negative ends it. */
  public void wrongNetwork(long networkId) {
    view = new View(view.lag, view.lie, view.frozenAt, networkId, view.gossip);
  }

  /** Whether the node passes on the transactions that it accepts. */
  public void gossip(boolean passesOn) {
    view = new View(view.lag, view.lie, view.frozenAt, view.network, passesOn);
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

  /** Ends every fault of view and answers, and accepts connections again. */
  public void clear() {
    rules = List.of();
    view = View.HONEST;
    target.acceptConnections();
  }

  public void refuseConnections() {
    target.refuseConnections();
  }

  public void acceptConnections() {
    target.acceptConnections();
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
