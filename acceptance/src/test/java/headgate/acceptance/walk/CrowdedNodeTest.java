package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.devnode.DevNetwork;
import headgate.devnode.clock.DevClock;
import headgate.devnode.fault.Knee;
import headgate.devnode.node.NodeOptions;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.ProbeConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** More callers than a node can bear: what it still answers, by how many calls it gets at once. */
class CrowdedNodeTest {
  private static final int CALLERS = 40;
  private static final int CAP = 64;
  private static final int BEFORE = 500;
  private static final int ENOUGH = 4_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Beyond twelve calls, of which one may be a probe, it answers twenty a second. */
  private static final Knee KNEE = new Knee(12, Duration.ofMillis(40), Duration.ofMillis(50));

  private static final int BEST = 10;

  @AutoClose
  private final DevNetwork nodes =
      DevNetwork.start(3, Duration.ofSeconds(2), DevClock.system(), _ -> NodeOptions.defaults(), 5);

  private final AtomicInteger number = new AtomicInteger();

  private TestGateway gateway(int node, int cap, boolean adaptive) {
    var reads =
        new LaneConfig(cap, Duration.ofSeconds(1), Duration.ofSeconds(10), 1, false, adaptive);
    var others = LanesConfig.defaults();
    var uri = URI.create("http://127.0.0.1:" + nodes.node(node).port());
    return TestNetwork.of("icon")
        .node(NodeConfig.of("n0", uri))
        .lanes(new LanesConfig(reads, others.writes(), others.waits()))
        .probedEvery(ProbeConfig.defaults().interval())
        .serve();
  }

  /** Callers of one gateway, each of whom asks again as soon as it has an answer. */
  private final class Crowd {
    private final AtomicInteger answered = new AtomicInteger();
    private final List<Future<?>> callers = new ArrayList<>();
    private volatile boolean stopped;

    Crowd(TestGateway gateway, ExecutorService threads) {
      for (var caller = 0; caller < CALLERS; caller++) {
        callers.add(threads.submit(() -> ask(gateway)));
      }
    }

    private void ask(TestGateway gateway) {
      try (var caller = RawHttp.connect(gateway.port()).within(Duration.ofSeconds(60))) {
        while (!stopped) {
          var body = Calls.balance(number.incrementAndGet());
          var response = caller.send(RawHttp.request(TestGateway.PATH, body)).response();
          answered.addAndGet(response.status() == 200 ? 1 : 0);
        }
      }
    }

    int answered() {
      return answered.get();
    }

    void leave() throws ExecutionException, InterruptedException {
      stopped = true;
      for (var caller : callers) {
        caller.get();
      }
    }
  }

  private static List<Integer> await(List<Crowd> crowds, Predicate<List<Integer>> enough) {
    return Eventually.value(
        "enough answers", PATIENCE, () -> crowds.stream().map(Crowd::answered).toList(), enough);
  }

  @Test
  void beyondItsKneeANodeGoesOnServingWhereAFixedCapCollapses()
      throws ExecutionException, InterruptedException {
    try (var best = gateway(0, BEST, false);
        var fixed = gateway(1, CAP, false);
        var adaptive = gateway(2, CAP, true);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var crowds =
          List.of(
              new Crowd(best, threads), new Crowd(fixed, threads), new Crowd(adaptive, threads));
      var before = await(crowds, counts -> counts.stream().allMatch(count -> count >= BEFORE));
      nodes.nodes().forEach(node -> node.faults().knee(KNEE));
      var after = await(crowds, counts -> counts.getFirst() >= before.getFirst() + ENOUGH);
      var answered = IntStream.range(0, 3).mapToObj(i -> after.get(i) - before.get(i)).toList();
      System.out.printf(
          "answered meanwhile: %d with the best fixed number, %d with a fixed cap of %d, %d with"
              + " the same cap and permits that adapt%n",
          answered.get(0), answered.get(1), CAP, answered.get(2));
      for (var crowd : crowds) {
        crowd.leave();
      }

      // A collapse leaves a tenth; a busy machine may make the way down to the right number long.
      assertThat(answered.get(2)).isGreaterThan(answered.getFirst() / 5);
      assertThat(answered.get(2)).isGreaterThan(2 * answered.get(1));
    }
  }
}
