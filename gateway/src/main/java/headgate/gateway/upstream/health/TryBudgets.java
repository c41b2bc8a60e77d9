package headgate.gateway.upstream.health;

/** The budgets of one network for tries beyond the first, shared by all loops. */
public final class TryBudgets {
  private static final int RETRIES_PERCENT = 20;
  private static final int RETRIES_FLOOR = 64;
  private static final int HEDGES_PERCENT = 5;

  private final SlidingCount calls = new SlidingCount();
  private final TryBudget retries = new TryBudget(calls, RETRIES_PERCENT, RETRIES_FLOOR);
  private final TryBudget hedges = new TryBudget(calls, HEDGES_PERCENT, 0);

  /** A call began. */
  public void called(long nowNanos) {
    calls.add(nowNanos);
  }

  /** Tries after a failure: 20 % of the calls, and 64 at once in any case. */
  public TryBudget retries() {
    return retries;
  }

  /** Second tries beside a slow first one: 5 % of the calls and no more. */
  public TryBudget hedges() {
    return hedges;
  }
}
