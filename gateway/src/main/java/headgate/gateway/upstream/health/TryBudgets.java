package headgate.gateway.upstream.health;

import static java.util.Objects.requireNonNull;

import headgate.chain.method.Lane;
import headgate.gateway.observe.tries.FurtherTry;
import headgate.gateway.observe.tries.TryStatus;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The budgets of one network for tries beyond the first, how slow a call has to be for one, what
 * became of hedges, and who waits for a permit; shared by all loops.
 */
public final class TryBudgets {
  private static final int RETRIES_PERCENT = 20;
  private static final int RETRIES_FLOOR = 64;
  private static final int HEDGES_PERCENT = 5;

  /** A quiet network, and the first moments of a gateway, have no calls to take a share of. */
  private static final int HEDGES_LEAST = 10;

  private final SlidingCount calls = new SlidingCount();
  private final TryBudget retries = new TryBudget(calls, RETRIES_PERCENT, RETRIES_FLOOR, 0);
  private final TryBudget hedges = new TryBudget(calls, HEDGES_PERCENT, 0, HEDGES_LEAST);
  private final MethodLatencies latencies = new MethodLatencies();
  private final Map<FurtherTry, LongAdder> further = new EnumMap<>(FurtherTry.class);
  private final LongAdder hedgesWon = new LongAdder();
  private final Map<Lane, AtomicInteger> waiting = new EnumMap<>(Lane.class);

  /** Budgets of which nothing is used. */
  public TryBudgets() {
    for (var why : FurtherTry.values()) {
      further.put(why, new LongAdder());
    }
    for (var lane : Lane.values()) {
      waiting.put(lane, new AtomicInteger());
    }
  }

  /** A call began. */
  public void called(long nowNanos) {
    calls.add(nowNanos);
  }

  /** Tries after a failure: 20 % of the calls, and 64 at once in any case. */
  public TryBudget retries() {
    return retries;
  }

  /** Second tries beside a slow first one: 5 % of the calls, or ten within ten seconds. */
  public TryBudget hedges() {
    return hedges;
  }

  /** A call has a try that is not its first. */
  public void further(FurtherTry why) {
    requireNonNull(further.get(why)).increment();
  }

  /** The caller got the answer of a hedge. */
  public void hedgeWon() {
    hedgesWon.increment();
  }

  /** Calls of a lane that wait for a permit, over all loops. */
  public AtomicInteger waiting(Lane lane) {
    return requireNonNull(waiting.get(lane));
  }

  /** All this for an operator. */
  public TryStatus status(long nowNanos) {
    var byLane = new HashMap<String, Integer>();
    waiting.forEach((lane, calls) -> byLane.put(lane.name().toLowerCase(Locale.ROOT), calls.get()));
    var byReason = new EnumMap<FurtherTry, Long>(FurtherTry.class);
    further.forEach((why, tries) -> byReason.put(why, tries.sum()));
    return new TryStatus(
        byReason, hedgesWon.sum(), retries.used(nowNanos), hedges.used(nowNanos), byLane);
  }

  /** How long calls of each method take. */
  public MethodLatencies latencies() {
    return latencies;
  }
}
