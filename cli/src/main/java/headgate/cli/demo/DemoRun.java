package headgate.cli.demo;

import headgate.cli.talk.Terminal;
import headgate.devnode.crypto.Wallet;
import headgate.gateway.Gateway;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.observe.MethodSummary;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One demo from its first block to its report. */
public final class DemoRun {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration READY_PATIENCE = Duration.ofSeconds(3);
  private static final Duration BLOCKS_PATIENCE = Duration.ofSeconds(3);
  private static final Duration RETURN_PATIENCE = Duration.ofSeconds(10);
  private static final long SECOND_NANOS = 1_000_000_000;

  private final Scenario scenario;
  private final long seed;
  private final int seconds;
  private final LiveView view;
  private final TrafficCount count = new TrafficCount();
  private final Deque<Cue> cues;
  private final Traffic.Stop stop = new Traffic.Stop();
  private double took;

  /**
   * A demo that has not begun.
   *
   * @param seconds how long the traffic lasts
   */
  public DemoRun(Terminal terminal, Scenario scenario, long seed, int seconds) {
    this.scenario = scenario;
    this.seed = seed;
    this.seconds = seconds;
    this.view = new LiveView(terminal);
    this.cues = new ArrayDeque<>(scenario.cues(seconds));
  }

  /** Ends it soon, with a report of what was seen until now; any thread may call it. */
  public void cutShort() {
    stop.now();
  }

  /**
   * Runs it.
   *
   * @param start makes a running gateway of a configuration
   */
  public DemoReport run(Function<GatewayConfig, Gateway> start) throws InterruptedException {
    try (var stage = Stage.open(scenario, seed)) {
      playCues(stage, 0);
      var gateway = start.apply(stage.config());
      try {
        return run(stage, gateway);
      } finally {
        gateway.stop();
      }
    }
  }

  private DemoReport run(Stage stage, Gateway gateway) throws InterruptedException {
    var url = URI.create("http://127.0.0.1:" + gateway.port() + "/api/v3");
    introduce(url, gateway.adminPort());
    await(READY_PATIENCE, () -> gateway.networks().getFirst().ready());
    var watch = new Watch(gateway, stage);
    try (var client = new LightClient(url)) {
      var addresses = stage.wallets().stream().map(Wallet::address).toList();
      var plan = new TrafficPlan(seed, addresses, Stage.OLD_BLOCKS, stage.end());
      var caller = new Caller(client, stage.wallets(), count, stop, plan.end());
      play(stage, gateway, watch, new Traffic(plan, caller, count, stop));
      if (scenario.frozen() && !stop.isNow()) {
        new EndedChain(url, stage.end()).lookBack(client, watch::odd);
      }
    }
    awaitEnd(stage, watch);
    return report(stage, gateway, watch);
  }

  /** What was acknowledged last is in a block a moment later, and a node comes back soon. */
  private void awaitEnd(Stage stage, Watch watch) throws InterruptedException {
    await(BLOCKS_PATIENCE, () -> stage.writesInBlocks() >= count.acknowledgedWrites());
    if (scenario != Scenario.REFUSE && !scenario.frozen()) {
      await(RETURN_PATIENCE, watch::allUp);
    }
  }

  private void await(Duration patience, BooleanSupplier condition) throws InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!stop.isNow() && !condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
      Thread.sleep(PAUSE);
    }
  }

  private void introduce(URI url, int adminPort) {
    view.say("seed " + seed + ", nodes: " + String.join(", ", scenario.nodeNames()));
    view.say("Try it:");
    view.say(
        "  curl -s "
            + url
            + " -i -H 'X-Headgate-Debug: 1'"
            + " -d '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_getLastBlock\"}'");
    view.say("  curl -s 'http://127.0.0.1:" + adminPort + "/readyz?verbose=true'");
    view.say("  headgate explain icx_getLastBlock --admin http://127.0.0.1:" + adminPort);
  }

  private void play(Stage stage, Gateway gateway, Watch watch, Traffic traffic)
      throws InterruptedException {
    var began = System.nanoTime();
    var sender = new Thread(() -> send(traffic), "demo-traffic");
    sender.start();
    try {
      var shown = 0L;
      var before = gateway.statistics().getFirst().snapshot();
      while (sender.isAlive()) {
        var elapsed = System.nanoTime() - began;
        playCues(stage, (double) elapsed / (seconds * SECOND_NANOS));
        var network = watch.look();
        if (elapsed / SECOND_NANOS > shown) {
          shown = elapsed / SECOND_NANOS;
          var now = gateway.statistics().getFirst().snapshot();
          view.show(shown, now.since(before), network, count);
          before = now;
        }
        sender.join(PAUSE);
      }
      took = (double) (System.nanoTime() - began) / SECOND_NANOS;
    } finally {
      sender.interrupt();
    }
  }

  private void send(Traffic traffic) {
    try {
      traffic.run(Duration.ofSeconds(seconds));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void playCues(Stage stage, double share) {
    while (!cues.isEmpty() && cues.element().at() <= share) {
      var cue = cues.remove();
      view.say(cue.text());
      cue.action().accept(stage.nodes());
    }
  }

  private DemoReport report(Stage stage, Gateway gateway, Watch watch) {
    var methods = gateway.statistics().getFirst().snapshot().methods();
    var hits = methods.stream().mapToLong(MethodSummary::saved).sum();
    var callers = DemoReport.Callers.of(count);
    var nodes = watch.fates();
    var nodeSide = stage.nodeSide();
    var seen = new Judge.Evidence(callers, hits, nodeSide.doubledWrites(), nodes, watch.oddities());
    return new DemoReport(
        scenario,
        seed,
        new DemoReport.Time(took, stop.isNow()),
        callers,
        methods,
        watch.retries(),
        nodes,
        nodeSide,
        stop.isNow() ? Judge.harm(seen) : Judge.findings(scenario, seen));
  }
}
