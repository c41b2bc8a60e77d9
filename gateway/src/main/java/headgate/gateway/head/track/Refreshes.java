package headgate.gateway.head.track;

import headgate.gateway.seam.Loop;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Those who wait for the serving height to be confirmed.
 *
 * <p>Each waits for every node to end a probe that began after it had asked: an older one counts as
 * of its own begin, and after a pause of the process that is too long ago to confirm anything.
 */
final class Refreshes {
  /** Evidence younger than this is fresh. */
  static final long FRESH_NANOS = 1_000_000_000;

  /** Who comes on top of so many is told at once. */
  private static final int WAITING_MAX = 65_536;

  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final long[] beganNanos;
  private final BitSet heard = new BitSet();

  /** One of them, on its own loop. */
  private record Waiting(Loop loop, Runnable fresh, long askedAtNanos) {
    void tell() {
      loop.execute(fresh);
    }
  }

  /** Nobody waits for so many nodes yet. */
  Refreshes(int nodes) {
    beganNanos = new long[nodes];
  }

  /** One more, who asks now. */
  void add(Loop loop, Runnable fresh, long nowNanos) {
    var one = new Waiting(loop, fresh, nowNanos);
    if (waiting.size() < WAITING_MAX) {
      waiting.add(one);
    } else {
      one.tell();
    }
  }

  /** A node has answered or missed a probe that began then. */
  void ended(int node, long began) {
    beganNanos[node] = began;
    heard.set(node);
    var first = waiting.peek();
    while (first != null && allSince(first.askedAtNanos)) {
      waiting.remove();
      first.tell();
      first = waiting.peek();
    }
  }

  private boolean allSince(long askedAtNanos) {
    for (var began : beganNanos) {
      if (began - askedAtNanos < 0) {
        return false;
      }
    }
    return heard.cardinality() == beganNanos.length;
  }

  void tellAll() {
    var told = List.copyOf(waiting);
    waiting.clear();
    told.forEach(Waiting::tell);
  }
}
