package headgate.gateway.upstream.choice;

/**
 * Whether calls of one lane go to fallbacks first, because the primaries are gone or were until
 * just now: a state machine that is told by any loop how the nodes stand.
 *
 * <p>It begins the moment that no primary is fit while a fallback is. It ends once some primary has
 * been fit without a break for a while, so that one that comes and goes takes nothing along.
 */
public final class FallbackUse {
  /** What a look at the nodes has changed. */
  public enum Change {
    NONE,
    BEGAN,
    ENDED
  }

  private final long returnAfterNanos;
  private volatile boolean inUse;
  private boolean primaryFit;
  private long fitSinceNanos;
  private long times;

  /** A use that has not begun. */
  public FallbackUse(long returnAfterNanos) {
    this.returnAfterNanos = returnAfterNanos;
  }

  /** Goes on from a use under another configuration; before anybody else knows this one. */
  synchronized void goOnFrom(FallbackUse before) {
    inUse = before.inUse;
    times = before.times();
  }

  /** Whether calls go to fallbacks first. */
  public boolean inUse() {
    return inUse;
  }

  /** How often it has begun. */
  synchronized long times() {
    return times;
  }

  /** How the nodes stand now. */
  public Change look(boolean anyPrimaryFit, boolean anyFallbackFit, long nowNanos) {
    return !inUse && (anyPrimaryFit || !anyFallbackFit)
        ? Change.NONE
        : changed(anyPrimaryFit, anyFallbackFit, nowNanos);
  }

  private synchronized Change changed(
      boolean anyPrimaryFit, boolean anyFallbackFit, long nowNanos) {
    if (!inUse) {
      // Another loop may have ended it a moment ago.
      inUse = !anyPrimaryFit && anyFallbackFit;
      primaryFit = false;
      times += inUse ? 1 : 0;
      return inUse ? Change.BEGAN : Change.NONE;
    }
    if (!anyPrimaryFit || !primaryFit) {
      primaryFit = anyPrimaryFit;
      fitSinceNanos = nowNanos;
      return Change.NONE;
    }
    if (nowNanos - fitSinceNanos < returnAfterNanos) {
      return Change.NONE;
    }
    inUse = false;
    return Change.ENDED;
  }
}
