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

/**
 * What goes wrong, and what an operator does: one thing after the other, each at one of three nodes
 * and with a pause behind it, in an order that is drawn anew each time all have had their turn.
 */
final class Weather {
  private final DevNetwork nodes;
  private final GatewayProcess gateway;
  private final Census census;
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

  Weather(DevNetwork nodes, GatewayProcess gateway, Census census, long seed, Pace pace) {
    this.nodes = nodes;
    this.gateway = gateway;
    this.census = census;
    this.random = new Random(seed);
    this.pace = pace;
  }

  /** Whether a node may be asked now that does not know what was acknowledged. */
  boolean forgetful() {
    return forgetful;
  }

  /** The next thing, from its beginning until all is well again. */
  void change(Stop stop) {
    if (random.nextInt(5) == 0) {
      order(stop);
    } else {
      fail(stop);
    }
    stop.pause(pace.pause());
  }

  /** Waits, unless all ends. */
  @FunctionalInterface
  interface Stop {
    void pause(Duration time);
  }

  private void fail(Stop stop) {
    var failure = next();
    var node = nodes.node(random.nextInt(nodes.nodes().size()));
    census.count(failure.name());
    forgetful = failure.is(Trait.FORGETS);
    failure.begins().accept(node);
    stop.pause(pace.lasts());
    clear(node);
    // It may still be asked by who had sent his question before.
    stop.pause(pace.pause());
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

  private void order(Stop stop) {
    if (random.nextInt(3) == 0) {
      census.count("an operator empties the caches");
      gateway.order("/caches/clear");
    } else {
      var node = "/nodes/n" + random.nextInt(nodes.nodes().size());
      census.count("an operator takes a node out of use");
      try {
        gateway.order(node + "/drain");
        stop.pause(pace.lasts());
      } finally {
        gateway.order(node + "/resume");
      }
    }
  }
}
