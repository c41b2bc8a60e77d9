package headgate.gateway.upstream.health;

import headgate.chain.method.MethodTable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Which methods a node answers at a height that was filled in, as its answers have shown; shared by
 * all loops.
 *
 * <p>A node too old to know the height of a method blames the caller for it. Whether that was the
 * caller's own mistake is found out by asking once more without the height, unless the node has
 * shown within the last minute that it does know it. One that does not is asked without for ten
 * minutes, then with it again: nodes are brought up to date.
 */
public final class PinSupport {
  /** How long it is believed that a node knows the height of a method. */
  public static final Duration SHOWN_FOR = Duration.ofMinutes(1);

  /** How long it is believed that it does not. */
  public static final Duration REFUSED_FOR = Duration.ofMinutes(10);

  private static final long REFRESH_NANOS = 1_000_000_000;

  /** What a method's answers have shown, and until when that is believed. */
  private record Known(boolean answers, long sinceNanos) {
    boolean holds(long nowNanos) {
      return nowNanos - sinceNanos < (answers ? SHOWN_FOR : REFUSED_FOR).toNanos();
    }
  }

  private final AtomicReferenceArray<@Nullable Known> methods =
      new AtomicReferenceArray<>(MethodTable.METHODS_MAX);

  /** Whether calls of the method may be sent with a height. */
  public boolean may(int method, long nowNanos) {
    var known = methods.get(method);
    return known == null || known.answers || !known.holds(nowNanos);
  }

  /** Whether the node has shown lately that it knows the height. */
  public boolean shown(int method, long nowNanos) {
    var known = methods.get(method);
    return known != null && known.answers && known.holds(nowNanos);
  }

  /** The node answered a call with a height. */
  public void answered(int method, long nowNanos) {
    var known = methods.get(method);
    if (known == null || !known.answers || nowNanos - known.sinceNanos > REFRESH_NANOS) {
      methods.set(method, new Known(true, nowNanos));
    }
  }

  /** The node refused a call with a height, and answered it without. */
  public void refused(int method, long nowNanos) {
    methods.set(method, new Known(false, nowNanos));
  }
}
