package headgate.acceptance.pair;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What the callers of a pair saw, all together. Any thread may add to it. */
final class Counts {
  /** How far the killing of a gateway has got. */
  enum Phase {
    BEFORE,
    KILLING,
    NOTICED
  }

  final AtomicLong reads = new AtomicLong();
  final AtomicLong writes = new AtomicLong();
  final AtomicLong batches = new AtomicLong();
  final AtomicLong late = new AtomicLong();
  final AtomicLong lostWrites = new AtomicLong();
  final AtomicLong lostBatches = new AtomicLong();
  final Queue<String> lostReads = new ConcurrentLinkedQueue<>();
  final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  final Queue<String> wentBack = new ConcurrentLinkedQueue<>();
  volatile Phase phase = Phase.BEFORE;

  /**
   * Whether a call that began then and has ended now can have been in flight when it was killed.
   */
  boolean mayBeAffected(Phase began) {
    return began != Phase.NOTICED && phase != Phase.BEFORE;
  }

  @Override
  public String toString() {
    return "reads answered %d (lost %d, height not there in time %d), writes %d (lost %d), batches %d (lost %d)"
        .formatted(
            reads.get(),
            lostReads.size(),
            late.get(),
            writes.get(),
            lostWrites.get(),
            batches.get(),
            lostBatches.get());
  }
}
