package headgate.acceptance.soak;

import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/** What an operator does while all is well: one thing at a time, and each is undone. */
final class Operator {
  private static final int OBEYED = 200;
  private static final int UNUSABLE = 422;

  private final GatewayProcess gateway;
  private final Settings settings;
  private final int nodes;
  private final Journal journal;
  private final Random random;

  Operator(GatewayProcess gateway, Settings settings, int nodes, Journal journal, Random random) {
    this.gateway = gateway;
    this.settings = settings;
    this.nodes = nodes;
    this.journal = journal;
    this.random = random;
  }

  /**
   * The next thing.
   *
   * @param pause waits that long, unless all ends
   * @param lasts how long a node is out of use
   */
  void act(Consumer<Duration> pause, Duration lasts) {
    switch (random.nextInt(5)) {
      case 0 -> emptyTheCaches();
      case 1 -> takeANodeOutOfUse(pause, lasts);
      case 2 -> takeANodeOutOfTheFile(pause, lasts);
      case 3 -> reloadWhatCannotBeUsed();
      default -> changeSomeSettings();
    }
  }

  private void emptyTheCaches() {
    journal.begins("an operator empties the caches", "");
    expect(OBEYED, "/v1/networks/soak/caches/clear");
  }

  private void takeANodeOutOfUse(Consumer<Duration> pause, Duration lasts) {
    var name = "n" + random.nextInt(nodes);
    var node = "/v1/networks/soak/nodes/" + name;
    journal.begins("an operator takes a node out of use", name);
    try {
      expect(OBEYED, node + "/drain");
      pause.accept(lasts);
    } finally {
      expect(OBEYED, node + "/resume");
    }
  }

  private void takeANodeOutOfTheFile(Consumer<Duration> pause, Duration lasts) {
    journal.begins("a reload takes a node away and another brings it back", "");
    try {
      settings.writeWithoutTheLastNode();
      expect(OBEYED, "/v1/reload");
      pause.accept(lasts);
    } finally {
      settings.write();
      expect(OBEYED, "/v1/reload");
    }
  }

  private void reloadWhatCannotBeUsed() {
    journal.begins("a reload of a file that cannot be used", "");
    try {
      settings.writeBroken();
      expect(UNUSABLE, "/v1/reload");
    } finally {
      changeSomeSettings();
    }
  }

  private void changeSomeSettings() {
    journal.begins("a reload changes some settings", "");
    settings.write();
    expect(OBEYED, "/v1/reload");
  }

  private void expect(int status, String order) {
    var answer = gateway.order(order);
    if (answer.status() != status) {
      throw new AssertionError(order + " was answered with " + answer);
    }
  }
}
