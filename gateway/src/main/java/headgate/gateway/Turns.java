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
  private boolean beginning;

  Turns(int max) {
    this.max = max;
  }

  /** Runs the task now or as soon as a turn is given back. */
  void take(Runnable task) {
    waiting.add(task);
    begin();
  }

  /** Ends a turn. */
  void giveBack() {
    taken--;
    begin();
  }

  /** Not re-entered: a task that ends at once must not begin the next within itself. */
  private void begin() {
    if (beginning) {
      return;
    }
    beginning = true;
    try {
      while (taken < max && !waiting.isEmpty()) {
        taken++;
        waiting.remove().run();
      }
    } finally {
      beginning = false;
    }
  }
}
