package headgate.gateway.head.track;

import headgate.gateway.seam.Loop;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Those who wait for the serving height to be confirmed. */
final class Refreshes {
  /** Evidence younger than this is fresh. */
  static final long FRESH_NANOS = 1_000_000_000;

  /** Who comes on top of so many is told at once. */
  private static final int WAITING_MAX = 65_536;

  private final List<Waiting> waiting = new ArrayList<>();
  private final BitSet awaited = new BitSet();

  /** One of them, on its own loop. */
  private record Waiting(Loop loop, Runnable fresh) {
    void tell() {
      loop.execute(fresh);
    }
  }

  /** One more; the first one begins a round in which so many nodes are asked. */
  void add(Loop loop, Runnable fresh, int nodes) {
    if (waiting.isEmpty()) {
      awaited.set(0, nodes);
    }
    var one = new Waiting(loop, fresh);
    if (waiting.size() < WAITING_MAX) {
      waiting.add(one);
    } else {
      one.tell();
    }
  }

  /** A node has answered or missed its probe; the last one of a round ends it. */
  void ended(int node) {
    awaited.clear(node);
    if (awaited.isEmpty()) {
      tellAll();
    }
  }

  void tellAll() {
    var told = List.copyOf(waiting);
    waiting.clear();
    told.forEach(Waiting::tell);
  }
}
