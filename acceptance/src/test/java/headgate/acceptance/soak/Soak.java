package headgate.acceptance.soak;

import headgate.acceptance.height.Fates;
import headgate.acceptance.height.NodeSide;
import headgate.acceptance.height.Seen;
import headgate.acceptance.kit.Eventually;
import headgate.devnode.DevNetwork;
import headgate.devnode.clock.DevClock;
import headgate.devnode.node.NodeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * One run: three dev nodes, a gateway process before them, callers of every kind, failures that
 * come and go, and a sample of what the process holds every few seconds.
 */
final class Soak implements AutoCloseable {
  private static final int OLD_BLOCKS = 20;
  private static final Duration BLOCKS = Duration.ofMillis(500);

  /** Longer than connections to nodes are kept unused. */
  private static final Duration KEPT = Duration.ofSeconds(40);

  /** Open files that are not of the traffic: connections of probes, which began meanwhile. */
  private static final int FILES_MORE_MAX = 12;

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What must be nothing once nobody calls any more. */
  private static final List<String> HELD =
      List.of(
          "headgate_connections",
          "headgate_buffered_bytes",
          "headgate_node_in_flight_calls",
          "headgate_waiting_calls",
          "headgate_fetches",
          "headgate_held_calls",
          "headgate_streams");

  private final Terms terms;
  private final DevNetwork nodes;
  private final Settings settings;
  private final GatewayProcess gateway;
  private final Journal journal = new Journal();
  private final Census strangers = new Census(journal::moment);
  private final List<Scrape> samples = new ArrayList<>();

  /**
   * How long, and how.
   *
   * @param lasts from the first call to the last
   * @param every time between two samples
   * @param pace of the failures
   * @param seed draws calls and failures; their moments are the machine's
   * @param folder of the configuration and the gateway's log
   */
  record Terms(Duration lasts, Duration every, Weather.Pace pace, long seed, Path folder) {
    /** Whether there is time to see the connections go that are kept to nodes. */
    boolean outlastKeptConnections() {
      return lasts.compareTo(KEPT) > 0;
    }
  }

  private Soak(Terms terms, DevNetwork nodes, Settings settings, GatewayProcess gateway) {
    this.terms = terms;
    this.nodes = nodes;
    this.settings = settings;
    this.gateway = gateway;
  }

  /** Starts nodes and gateway; nobody calls yet. */
  static Soak start(Terms terms) throws IOException {
    Files.createDirectories(terms.folder());
    var nodes =
        DevNetwork.start(
            3,
            BLOCKS,
            DevClock.system(),
            _ -> NodeOptions.defaults().waitTimeout(Duration.ofSeconds(2)),
            OLD_BLOCKS);
    try {
      var settings = new Settings(nodes, terms.folder());
      settings.write();
      var gateway = GatewayProcess.start(settings.file(), terms.folder());
      return new Soak(terms, nodes, settings, gateway);
    } catch (IOException | AssertionError failed) {
      nodes.close();
      throw failed;
    }
  }

  /** Lets everything happen, and judges what came of it. */
  SoakReport run() throws IOException, InterruptedException {
    Eventually.value("ready", PATIENCE, () -> gateway.status("/readyz"), status -> status == 200);
    var before = sample();
    Seen seen;
    try (var traffic = new Traffic(gateway, nodes, OLD_BLOCKS, strangers, terms.seed())) {
      traffic.begin(weather());
      watch();
      seen = traffic.seen();
    }
    var held = quiet(before);
    var after = sample();
    var fates = fates(seen);
    var complaints = gateway.complaints();
    var status = gateway.stop();
    return new SoakReport(
        terms,
        new SoakReport.Measured(before, List.copyOf(samples), after, held),
        new SoakReport.Happened(seen, strangers, journal.changes(), fates),
        new SoakReport.Said(complaints, status));
  }

  private Weather weather() {
    var random = new Random(terms.seed());
    var operator = new Operator(gateway, settings, nodes.nodes().size(), journal, random);
    return new Weather(nodes, operator, journal, random, terms.pace());
  }

  private void watch() {
    var clock = DevClock.system();
    var end = clock.epochMicros() + terms.lasts().toMillis() * 1_000;
    while (clock.epochMicros() < end) {
      LockSupport.parkNanos(terms.every().toNanos());
      samples.add(sample());
    }
  }

  private Scrape sample() {
    gateway.collect();
    return gateway.scrape();
  }

  /** Waits until nothing is held for anybody, and names what still is when that takes too long. */
  private List<String> quiet(Scrape before) {
    try {
      return Eventually.value("quiet", PATIENCE, () -> held(before), List::isEmpty);
    } catch (AssertionError _) {
      return held(before);
    }
  }

  private List<String> held(Scrape before) {
    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    var page = gateway.scrape();
    var still = new ArrayList<String>();
    for (var metric : HELD) {
      if (page.sum(metric) != 0) {
        still.add("%s is %.0f".formatted(metric, page.sum(metric)));
      }
    }
    if (page.sum("headgate_node_up") != nodes.nodes().size()) {
      still.add("only %.0f nodes are up".formatted(page.sum("headgate_node_up")));
    }
    var files = Resource.FILES.of(page) - Resource.FILES.of(before);
    if (terms.outlastKeptConnections() && files > FILES_MORE_MAX) {
      still.add("%.0f more files are open than before".formatted(files));
    }
    return still;
  }

  /** What is wrong with the writes, in words; empty where nothing is. */
  private String fates(Seen seen) {
    var fates = new Fates(nodes, seen, gateway.port());
    try {
      Eventually.value(
          "each acknowledged write is in a block",
          PATIENCE,
          fates::acknowledgedAreInBlocks,
          all -> all);
      fates.check(new NodeSide(nodes), true);
      return "";
    } catch (AssertionError wrong) {
      return String.valueOf(wrong.getMessage());
    }
  }

  @Override
  public void close() {
    gateway.close();
    nodes.close();
  }
}
