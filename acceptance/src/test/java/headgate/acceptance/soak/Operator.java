package headgate.acceptance.soak;

import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/** What an operator does while all is well: one thing at a time, and each is undone. */
final class Operator {
  private static final int OBEYED = 200;

  private final GatewayProcess gateway;
  private final int nodes;
  private final Census census;
  private final Random random;

  Operator(GatewayProcess gateway, int nodes, Census census, Random random) {
    this.gateway = gateway;
    this.nodes = nodes;
    this.census = census;
    this.random = random;
  }

  /**
   * The next thing.
   *
   * @param pause waits that long, unless all ends
   * @param lasts how long a node is out of use
   */
  void act(Consumer<Duration> pause, Duration lasts) {
    if (random.nextInt(3) == 0) {
      emptyTheCaches();
    } else {
      takeANodeOutOfUse(pause, lasts);
    }
  }

  private void emptyTheCaches() {
    census.count("an operator empties the caches");
    obey("/v1/networks/soak/caches/clear");
  }

  private void takeANodeOutOfUse(Consumer<Duration> pause, Duration lasts) {
    census.count("an operator takes a node out of use");
    var node = "/v1/networks/soak/nodes/n" + random.nextInt(nodes);
    try {
      obey(node + "/drain");
      pause.accept(lasts);
    } finally {
      obey(node + "/resume");
    }
  }

  private void obey(String order) {
    var answer = gateway.order(order);
    if (answer.status() != OBEYED) {
      throw new AssertionError(order + " was answered with " + answer);
    }
  }
}
