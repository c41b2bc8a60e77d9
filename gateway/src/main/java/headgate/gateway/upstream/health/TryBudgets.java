package headgate.gateway.upstream.health;

/**
 * The budgets of one network for tries beyond the first, and how slow a call has to be for one;
 * shared by all loops.
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

  /** How long calls of each method take. */
  public MethodLatencies latencies() {
    return latencies;
  }
}
