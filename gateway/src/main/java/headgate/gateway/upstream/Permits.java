package headgate.gateway.upstream;

import java.util.concurrent.atomic.AtomicInteger;

/** How many exchanges of one lane a node may have at once, over all loops. */
final class Permits {
  private final int max;
  private final AtomicInteger taken = new AtomicInteger();

  Permits(int max) {
    this.max = max;
  }

  /** Takes one; false where none is left. */
  boolean tryTake() {
    if (taken.incrementAndGet() <= max) {
      return true;
    }
    taken.decrementAndGet();
    return false;
  }

  /** Gives one back. */
  void giveBack() {
    taken.decrementAndGet();
  }

  int taken() {
    return taken.get();
  }
}
