package headgate.gateway.upstream;

import headgate.chain.method.Lane;
import headgate.chain.method.MethodClass;
import headgate.chain.method.MethodProfile;
import headgate.gateway.seam.Loop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When one call is asked of a second node beside the first: once it is slower than 19 of 20 calls
 * of its method. Reads only, where the lane says so.
 */
final class Hedge {
  /** No call is hedged sooner, however fast its method is. */
  static final Duration LEAST = Duration.ofMillis(2);

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
    var slow = upstream.latencies().slowNanos(method.index());
    var may =
        method.lane() == Lane.READ
            && method.methodClass() == MethodClass.READ
            && upstream.terms().lanes().of(Lane.READ).hedge();
    if (slow > 0 && may) {
      var after = Math.max(LEAST.toNanos(), slow);
      timer = upstream.loop().schedule(Duration.ofNanos(after), this::come);
    }
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
