package headgate.acceptance.soak;

import headgate.acceptance.height.Failures;
import headgate.acceptance.height.Failures.Failure;
import headgate.acceptance.height.Failures.Trait;
import headgate.devnode.DevNetwork;
import headgate.devnode.DevNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What goes wrong, and what an operator does: one thing after the other, each at one of three nodes
 * and with a pause behind it, in an order that is drawn anew each time all have had their turn.
 */
final class Weather {
  private final DevNetwork nodes;
  private final Operator operator;
  private final Journal journal;
  private final Random random;
  private final Pace pace;
  private final Deque<Failure> coming = new ArrayDeque<>();
  private volatile boolean forgetful;

  /**
   * How fast it changes.
   *
   * @param lasts of each thing
   * @param pause behind each, in which all is well again
   */
  record Pace(Duration lasts, Duration pause) {}

  Weather(DevNetwork nodes, Operator operator, Journal journal, Random random, Pace pace) {
    this.nodes = nodes;
    this.operator = operator;
    this.journal = journal;
    this.random = random;
    this.pace = pace;
  }

  /** Whether a node may be asked now that does not know what was acknowledged. */
  boolean forgetful() {
    return forgetful;
  }

  /**
   * The next thing, from its beginning until all is well again.
   *
   * @param pause waits that long, unless all ends
   */
  void change(Consumer<Duration> pause) {
    if (random.nextInt(5) == 0) {
      operator.act(pause, pace.lasts());
      journal.ends();
    } else {
      fail(pause);
    }
    pause.accept(pace.pause());
  }

  private void fail(Consumer<Duration> pause) {
    var failure = next();
    var place = random.nextInt(nodes.nodes().size());
    var node = nodes.node(place);
    if (failure.is(Trait.FORGETS)) {
      forgetful = true;
      // Whoever has asked before that has the answer by then.
      pause.accept(pace.pause());
    }
    journal.begins(failure.name(), "n" + place);
    failure.begins().accept(node);
    pause.accept(pace.lasts());
    clear(node);
    journal.ends();
    // It may still be asked by who had sent his question before.
    pause.accept(pace.pause());
    forgetful = false;
  }

  private static void clear(DevNode node) {
    node.faults().clear();
    node.faults().resume();
  }

  private Failure next() {
    if (coming.isEmpty()) {
      var all = new ArrayList<>(Failures.all().toList());
      Collections.shuffle(all, random);
      coming.addAll(all);
    }
    return coming.remove();
  }
}
