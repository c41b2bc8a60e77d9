package headgate.gateway.admit;

import headgate.gateway.listen.held.ByteGate;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of requests and answers the process may hold for its callers at once; shared by
 * every loop.
 *
 * <p>From 80 percent on new requests wait for a moment and a body above 64 KiB is no longer taken,
 * at 95 percent only hits and writes pass, and no body is taken beyond the whole. Answers that are
 * there already are always charged, so that more may be used than there is: then nothing comes in
 * until some are gone.
 */
public final class ByteBudget implements ByteGate {
  private static final long LARGE_BODY_BYTES = 64 * 1024;

  private volatile long max;
  private final AtomicLong used = new AtomicLong();
  private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  /** A budget of so many bytes, at least 1. */
  public ByteBudget(long max) {
    this.max = max;
  }

  /** Sets another bound, at least 1; what is held beyond it keeps others out until it is gone. */
  public void boundAt(long newMax) {
    max = newMax;
    wake();
  }

  @Override
  public boolean tryTakeBody(long more, long whole) {
    var bound = whole > LARGE_BODY_BYTES ? share(80) : max;
    if (used.addAndGet(more) <= bound) {
      return true;
    }
    giveBack(more);
    return false;
  }

  @Override
  public void take(long bytes) {
    used.addAndGet(bytes);
  }

  @Override
  public void giveBack(long bytes) {
    used.addAndGet(-bytes);
    if (!waiting.isEmpty()) {
      wake();
    }
  }

  @Override
  public void whenBelow80(Runnable task) {
    waiting.add(task);
    wake();
  }

  private void wake() {
    while (!over80()) {
      var next = waiting.poll();
      if (next == null) {
        return;
      }
      next.run();
    }
  }

  @Override
  public boolean over80() {
    return used.get() >= share(80);
  }

  /** Whether 95 percent are used. */
  public boolean over95() {
    return used.get() >= share(95);
  }

  private long share(int percent) {
    var whole = max;
    return whole - whole / 100 * (100 - percent);
  }

  /** Bytes held now. */
  public long used() {
    return used.get();
  }
}
