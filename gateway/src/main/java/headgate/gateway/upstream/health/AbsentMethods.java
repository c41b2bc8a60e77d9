package headgate.gateway.upstream.health;

import headgate.chain.method.MethodTable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which methods a node has said not to offer, as every loop has heard it. Such a node is not asked
 * for them for a while, then once more: nodes are configured anew.
 */
public final class AbsentMethods {
  /**
   * How long a node is not asked for a method that it does not offer. It is a node less for those
   * calls, also where it was configured anew in the meantime; and to ask once more costs one try.
   */
  public static final Duration REMEMBERED = Duration.ofSeconds(30);

  /** When it was last heard, with 0 for never. */
  private final AtomicLongArray heardAt = new AtomicLongArray(MethodTable.METHODS_MAX);

  /** The node says that it does not offer the method. */
  public void heard(int method, long nowNanos) {
    heardAt.set(method, nowNanos == 0 ? 1 : nowNanos);
  }

  /** The node has answered a call of the method: it was configured anew. */
  public void answered(int method) {
    if (heardAt.get(method) != 0) {
      heardAt.set(method, 0);
    }
  }

  /** Whether it may be asked. */
  public boolean offers(int method, long nowNanos) {
    var heard = heardAt.get(method);
    return heard == 0 || nowNanos - heard >= REMEMBERED.toNanos();
  }
}
