package headgate.gateway;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * How many calls of one batch may be with the nodes at once; the others wait in order.
 *
 * <p>So a batch of a hundred is no hundredfold right to the nodes' permits, while one slow item
 * still never holds back the retry of another.
 */
final class Turns {
  private final int max;
  private final ArrayDeque<Consumer<Turn>> waiting = new ArrayDeque<>(0);
  private int taken;
  private boolean beginning;

  Turns(int max) {
    this.max = max;
  }

  /** A call's right to be with the nodes. */
  final class Turn {
    private boolean over;
    private Runnable end = () -> {};

    /** What is done once at its end. */
    void whenOver(Runnable task) {
      end = task;
    }

    /** Ends the turn; without effect where it ended before. */
    void giveBack() {
      if (!over) {
        over = true;
        taken--;
        end.run();
        begin();
      }
    }
  }

  /** Runs the task, which throws nothing, now or as soon as a turn is given back. */
  void take(Consumer<Turn> task) {
    if (taken < max && waiting.isEmpty() && !beginning) {
      beginning = true;
      try {
        taken++;
        task.accept(new Turn());
      } finally {
        beginning = false;
      }
    } else {
      waiting.add(task);
    }
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
        waiting.remove().accept(new Turn());
      }
    } finally {
      beginning = false;
    }
  }
}
