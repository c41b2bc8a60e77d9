package headgate.gateway;

import java.util.ArrayDeque;

/**
 * How many calls of one batch may be with the nodes at once; the others wait in order.
 *
 * <p>So a batch of a hundred is no hundredfold right to the nodes' permits, while one slow item
 * still never holds back the retry of another.
 */
final class Turns {
  private final int max;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private int taken;

  Turns(int max) {
    this.max = max;
  }

  /** Runs the task now or as soon as a turn is given back. */
  void take(Runnable task) {
    if (taken < max) {
      taken++;
      task.run();
    } else {
      waiting.add(task);
    }
  }

  /** Ends a turn. */
  void giveBack() {
    var next = waiting.poll();
    if (next == null) {
      taken--;
    } else {
      next.run();
    }
  }
}
