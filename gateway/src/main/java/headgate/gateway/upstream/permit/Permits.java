package headgate.gateway.upstream.permit;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many exchanges of one lane a node may have at once, over all loops: a fixed number, or one
 * that adapts to the node and never exceeds that.
 */
public final class Permits {
  private final AtomicInteger taken = new AtomicInteger();
  private volatile Bound bound;

  /** How many there are: so many, or what is learnt up to that. */
  private record Bound(int max, @Nullable AdaptiveLimit adaptive) {
    int now() {
      return adaptive == null ? max : adaptive.now();
    }
  }

  private Permits(int max, @Nullable AdaptiveLimit adaptive) {
    bound = new Bound(max, adaptive);
  }

  /** Changes how many there are; those that are taken stay so, also where there are fewer now. */
  public void boundAt(int max, boolean adaptive) {
    var now = bound;
    if (now.max != max || adaptive != (now.adaptive != null)) {
      bound = new Bound(max, adaptive ? new AdaptiveLimit(max) : null);
    }
  }

  /** So many, none of them taken. */
  public static Permits fixed(int max) {
    return new Permits(max, null);
  }

  /** So many at most, none of them taken. */
  public static Permits adaptive(int max) {
    return new Permits(max, new AdaptiveLimit(max));
  }

  /** Takes one; false where none is left. */
  public boolean tryTake() {
    if (taken.incrementAndGet() <= limit()) {
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
    return taken.get() < limit();
  }

  /** How many are taken; after the limit has fallen this may be more than that for a while. */
  public int taken() {
    return taken.get();
  }

  /** How many there are now. */
  public int limit() {
    return bound.now();
  }

  /** An exchange that has given its permit back was answered. */
  public void answered(int method, long beganNanos, long nowNanos) {
    var adaptive = bound.adaptive;
    if (adaptive != null) {
      adaptive.answered(method, beganNanos, nowNanos, taken() + 1);
    }
  }

  /** An exchange that has given its permit back was called off by the gateway. */
  public void calledOff(int method, long beganNanos, long nowNanos) {
    var adaptive = bound.adaptive;
    if (adaptive != null) {
      adaptive.calledOff(method, beganNanos, nowNanos, taken() + 1);
    }
  }

  /** An exchange that has given its permit back failed in a way that does not tell of too much. */
  public void failed(long beganNanos) {
    var adaptive = bound.adaptive;
    if (adaptive != null) {
      adaptive.endedOtherwise(beganNanos);
    }
  }

  /** An exchange that has given its permit back failed as at a node with too much to do. */
  public void overloaded(long beganNanos, long nowNanos) {
    var adaptive = bound.adaptive;
    if (adaptive != null) {
      adaptive.overloaded(beganNanos, nowNanos, taken() + 1);
    }
  }
}
