package headgate.gateway.upstream;

import headgate.chain.method.Lane;
import headgate.chain.method.MethodClass;
import headgate.chain.method.MethodProfile;
import headgate.gateway.seam.Loop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When one call is asked of a second node beside the first: once it is slower than 19 of 20 calls
 * of its method were, through any loop. Reads only, where the lane says so.
 */
final class Hedge {
  /** No call is hedged sooner, however fast its method is. */
  static final Duration LEAST = Duration.ofMillis(2);

  /** After how long where the method is hardly known: slow for any read that is a usual one. */
  static final Duration UNKNOWN = Duration.ofMillis(250);

  private final Upstream upstream;
  private final MethodProfile method;
  private final Runnable due;
  private Loop.@Nullable Timer timer;

  /**
   * A hedge that is not awaited yet.
   *
   * @param due told once the moment has come
   */
  Hedge(Upstream upstream, MethodProfile method, Runnable due) {
    this.upstream = upstream;
    this.method = method;
    this.due = due;
  }

  /** The first try has begun. */
  void await() {
    // A first try may begin twice: where it met a kept connection as its node closed it.
    callOff();
    var may =
        method.lane() == Lane.READ
            && method.methodClass() == MethodClass.READ
            && upstream.terms().lanes().of(Lane.READ).hedge();
    if (may) {
      timer = upstream.loop().schedule(after(), this::come);
    }
  }

  private Duration after() {
    var slow = upstream.latencies().slowNanos(method.index());
    return slow == 0 ? UNKNOWN : Duration.ofNanos(Math.max(LEAST.toNanos(), slow));
  }

  private void come() {
    timer = null;
    due.run();
  }

  /** It is awaited no longer. */
  void callOff() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
