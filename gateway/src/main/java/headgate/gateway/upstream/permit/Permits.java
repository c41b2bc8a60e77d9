package headgate.gateway.upstream.permit;

import java.util.concurrent.atomic.AtomicInteger;

/** How many exchanges of one lane a node may have at once, over all loops. */
public final class Permits {
  private final int max;
  private final AtomicInteger taken = new AtomicInteger();

  /** So many, none of them taken. */
  public Permits(int max) {
    this.max = max;
  }

  /** Takes one; false where none is left. */
  public boolean tryTake() {
    if (taken.incrementAndGet() <= max) {
      return true;
    }
    taken.decrementAndGet();
    return false;
  }

  /** Gives one back. */
  public void giveBack() {
    taken.decrementAndGet();
  }

  /** Whether one is left. */
  public boolean free() {
    return taken.get() < max;
  }

  /** How many are taken. */
  public int taken() {
    return taken.get();
  }
}
